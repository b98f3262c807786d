package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a disk or an attacker did to the sample's files, all of it is read and told. */
final class DamagedEvidenceTest {
  /** What is done to a file's bytes. */
  enum Damage {
    FLIPPED {
      @Override
      byte[] done(byte[] file, Random random) {
        for (int i = 1 + file.length / 1000; i > 0; i--) {
          file[random.nextInt(file.length)] = (byte) random.nextInt();
        }
        return file;
      }
    },
    CUT {
      @Override
      byte[] done(byte[] file, Random random) {
        return Arrays.copyOf(file, random.nextInt(file.length));
      }
    },
    ZEROED {
      @Override
      byte[] done(byte[] file, Random random) {
        int from = random.nextInt(file.length);
        Arrays.fill(file, from, Math.min(file.length, from + 1 + file.length / 8), (byte) 0);
        return file;
      }
    },
    SHUFFLED {
      @Override
      byte[] done(byte[] file, Random random) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        Collections.shuffle(lines, random);
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
      }
    };

    abstract byte[] done(byte[] file, Random random);
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void damagedFilesEndNoAnalysis(Damage damage) throws IOException {
    long seed = Long.getLong("dwell.seed", System.nanoTime());
    String again = damage + ", -Ddwell.seed=" + seed;
    Path evidence = folder.resolve("evidence");
    Path made = folder.resolve("case");
    copy(evidence, damage, new Random(seed));

    CommandRun run = CommandRun.of("analyze", evidence, "--case", made, "--quiet");

    assertThat(run.code()).as("%s: %s", again, run.err()).isIn(ExitCode.DONE, ExitCode.INCOMPLETE);
    assertThat(CommandRun.of("verify", "--case", made).code()).as(again).isEqualTo(ExitCode.DONE);
    for (String reader : List.of("internal", "legal", "external")) {
      CommandRun report = CommandRun.of("report", "--case", made, "--audience", reader);
      assertThat(report.code()).as("%s: %s", again, report.err()).isEqualTo(ExitCode.DONE);
    }
  }

  private static void copy(Path to, Damage damage, Random random) throws IOException {
    Path sample = CommandRun.sample();
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(sample.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          byte[] bytes = Files.readAllBytes(file);
          boolean whole = bytes.length == 0 || random.nextInt(3) == 0;
          Files.write(target, whole ? bytes : damage.done(bytes, random));
        }
      }
    }
  }
}
