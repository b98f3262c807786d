package dwell.cli;

import dwell.event.ArtifactKey;
import dwell.event.EventBatch;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactVisitor;
import dwell.evidence.EvidenceSource;
import dwell.evidence.Fault;
import dwell.evidence.HostSurvey;
import dwell.format.ArtifactReader;
import dwell.format.BufferPool;
import dwell.format.ReadSettings;
import dwell.pattern.Catalogue;
import dwell.record.RecordLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Events of files as JSON lines, without a case. */
@Command(
    name = "parse",
    description = "Prints the events of files as JSON lines, in file order; no case is needed.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ParseCommand implements Callable<Integer> {
  /** {@link ArtifactReader#parse} needs so many. */
  private static final int BUFFERS = 4;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A file, folder or archive; - for standard input.")
  private List<String> files;

  @Mixin private EvidenceOptions evidence;

  @Option(
      names = {"-q", "--quiet"},
      description = "Nothing on standard error but troubles.")
  private boolean quiet;

  private boolean faulty;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Catalogue catalogue = Catalogue.load(evidence.catalogues);
    for (String file : files) {
      EvidenceSource source = source(file);
      HostSurvey survey = source.survey(evidence.hostOptions());
      survey.faults().forEach(this::tell);
      ReadSettings settings =
          new ReadSettings(
              survey,
              survey.clocks(),
              catalogue::matcher,
              evidence.givenPrefix(),
              evidence.givenYear(),
              Instant.now(),
              RecordLimits.DEFAULT);
      ArtifactReader reader =
          new ArtifactReader(settings, new BufferPool(BUFFERS, RecordLimits.DEFAULT.chunkBytes()));
      source.forEach(survey, new Printing(reader, out));
    }
    out.flush();
    if (out.checkError()) {
      // Whoever read the output has enough of it; that is no fault of the evidence.
      return ExitCode.DONE;
    }
    return faulty ? ExitCode.INCOMPLETE : ExitCode.DONE;
  }

  private static EvidenceSource source(String file) throws IOException {
    return file.equals("-") ? EvidenceSource.of("-", System.in) : EvidenceSource.of(Path.of(file));
  }

  private void tell(Fault fault) {
    faulty = true;
    PrintWriter err = spec.commandLine().getErr();
    err.println("dwell: " + FaultText.of(fault));
    err.flush();
  }

  private final class Printing implements ArtifactVisitor {
    private final ArtifactReader reader;
    private final PrintWriter out;

    Printing(ArtifactReader reader, PrintWriter out) {
      this.reader = reader;
      this.out = out;
    }

    @Override
    public void artifact(Artifact artifact) throws IOException {
      ArtifactKey key = artifact.key();
      EventBatch batch =
          new EventBatch(
              1 << 10,
              full -> {
                for (int row = 0; row < full.size(); row++) {
                  EventPrinter.print(full.event(row, key), out);
                }
              });
      reader.parse(artifact, batch).faults().forEach(ParseCommand.this::tell);
    }

    @Override
    public void fault(Fault fault) {
      tell(fault);
    }
  }
}
