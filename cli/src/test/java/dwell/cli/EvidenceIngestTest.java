package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceIngestTest {
  @TempDir Path folder;

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void whatIsNoFileHasNoTotalWhereverItStands() throws IOException {
    String file = write("a.log", "12345").toString();
    String other = folder.toString();
    assertThat(EvidenceIngest.total(List.of(file, file))).isEqualTo(10);
    assertThat(EvidenceIngest.total(List.of(other, file))).isEqualTo(-1);
    assertThat(EvidenceIngest.total(List.of(file, other))).isEqualTo(-1);
    assertThat(EvidenceIngest.total(List.of("-", file))).isEqualTo(-1);
  }

  @Test
  void aZoneThatWasMarkedHoldsFromTheNextIngestOn() throws IOException {
    Path made = folder.resolve("case");
    String record =
        "2024 May  6 12:00:00 alpha sshd[7]: Connection closed by 192.0.2.9 port 4022\n";
    write("one/alpha/etc/hostname", "alpha\n");
    write("one/alpha/var/log/auth.log", record);
    write("two/alpha/etc/hostname", "alpha\n");
    write("two/alpha/var/log/secure", record.replace("4022", "4023"));
    assertThat(CommandRun.of("ingest", folder.resolve("one"), "--case", made).code()).isZero();
    CommandRun mark = CommandRun.of("mark", "--zone", "alpha=Asia/Kolkata", "--case", made);
    assertThat(mark.code()).as(mark.err()).isZero();
    assertThat(CommandRun.of("ingest", folder.resolve("two"), "--case", made).code()).isZero();
    String found =
        CommandRun.of("search", "source.ip:192.0.2.9", "--case", made, "-o", "jsonl").out();
    assertThat(found.lines())
        .anyMatch(line -> line.contains("2024-05-06T12:00:00Z") && line.contains("assumed"))
        .anyMatch(line -> line.contains("2024-05-06T06:30:00Z") && line.contains("given"));
  }
}
