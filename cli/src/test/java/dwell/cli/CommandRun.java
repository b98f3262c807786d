package dwell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a command printed and ended with.
 *
 * @param code the exit code
 */
record CommandRun(int code, String out, String err) {
  /** Runs a command in this process. */
  static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code =
        Main.commandLine(words)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** The sample incident, found from wherever the tests run. */
  static Path sample() throws IOException {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at != null) {
      Path sample = at.resolve("sample-logs/harbor-street");
      if (Files.isDirectory(sample)) {
        return sample;
      }
      at = at.getParent();
    }
    throw new IOException(
        "sample-logs/harbor-street is not above " + System.getProperty("user.dir"));
  }

  /** A case of the sample incident within the folder, said to be made on 2025-06-14. */
  static Path analyzedSample(Path folder) throws IOException {
    Path made = folder.resolve("case");
    CommandRun run =
        of("analyze", sample(), "--case", made, "--quiet", "--generated", "2025-06-14T08:00:00Z");
    if (run.code != ExitCode.DONE) {
      throw new AssertionError(run.err);
    }
    return made;
  }
}
