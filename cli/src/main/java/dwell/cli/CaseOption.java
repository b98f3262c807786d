package dwell.cli;

import dwell.casefile.CaseFolder;
import dwell.casefile.OpenCase;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which case. */
final class CaseOption {
  @Option(
      names = {"-c", "--case"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the case.")
  Path folder;

  CaseFolder caseFolder() {
    return new CaseFolder(folder);
  }

  OpenCase open() throws IOException {
    return caseFolder().open();
  }
}
