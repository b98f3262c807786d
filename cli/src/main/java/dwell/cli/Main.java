package dwell.cli;

import dwell.casefile.CaseException;
import dwell.pattern.CatalogueException;
import dwell.search.SearchException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The root command. Its list of subcommands is the whole list: nothing is found by scanning. */
@Command(
    name = "dwell",
    description = "Reconstructs an intrusion from the logs it left.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      AnalyzeCommand.class,
      IngestCommand.class,
      ReconstructCommand.class,
      ReportCommand.class,
      ParseCommand.class,
      SearchCommand.class,
      ShowCommand.class,
      TopCommand.class,
      HistogramCommand.class,
      InfoCommand.class,
      MarkCommand.class,
      VerifyCommand.class,
      FormatsCommand.class,
      IpCommand.class,
      UserCommand.class,
      QueriesCommand.class,
      TimelineCommand.class,
      ExplainCommand.class,
      DetectionsCommand.class,
      CompletionCommand.class,
    },
    usageHelpAutoWidth = true)
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  /** The whole command line, ready to execute. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::explain)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Tells in one line what went wrong; what nobody foresaw is told whole. */
  private static int explain(Exception e, CommandLine commandLine, ParseResult result)
      throws Exception {
    switch (e) {
      case SearchException question -> tell(commandLine, question.getMessage());
      case CatalogueException catalogue -> tell(commandLine, catalogue.getMessage());
      case NoSuchFileException file -> tell(commandLine, "there is no " + file.getFile());
      case CaseException unusable -> {
        tell(commandLine, unusable.getMessage());
        return ExitCode.UNUSABLE;
      }
      case IOException io -> {
        tell(commandLine, io.getMessage() == null ? io.toString() : io.getMessage());
        return ExitCode.UNUSABLE;
      }
      default -> throw e;
    }
    return ExitCode.USAGE;
  }

  private static void tell(CommandLine commandLine, @Nullable String message) {
    commandLine.getErr().println("dwell: " + PlainText.of(String.valueOf(message)));
    commandLine.getErr().flush();
  }

  /**
   * Lucene tells at every start that it could be faster by a module that is no part of Java yet.
   */
  private static final Logger LUCENE =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    LUCENE.setLevel(Level.SEVERE);
    System.exit(commandLine().execute(arguments));
  }
}
