package dwell.cli;

import dwell.casefile.CaseException;
import dwell.pattern.CatalogueException;
import dwell.search.SearchException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The root command. Its list of commands is the whole list: nothing is found by scanning. */
@Command(
    name = "dwell",
    description = "Reconstructs an intrusion from the logs it left.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true)
public final class Main implements Runnable {

  /** In the order in which {@code --help} lists them. */
  static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("analyze", AnalyzeCommand.class);
    COMMANDS.put("ingest", IngestCommand.class);
    COMMANDS.put("reconstruct", ReconstructCommand.class);
    COMMANDS.put("report", ReportCommand.class);
    COMMANDS.put("parse", ParseCommand.class);
    COMMANDS.put("search", SearchCommand.class);
    COMMANDS.put("show", ShowCommand.class);
    COMMANDS.put("top", TopCommand.class);
    COMMANDS.put("histogram", HistogramCommand.class);
    COMMANDS.put("info", InfoCommand.class);
    COMMANDS.put("mark", MarkCommand.class);
    COMMANDS.put("verify", VerifyCommand.class);
    COMMANDS.put("formats", FormatsCommand.class);
    COMMANDS.put("ip", IpCommand.class);
    COMMANDS.put("user", UserCommand.class);
    COMMANDS.put("queries", QueriesCommand.class);
    COMMANDS.put("timeline", TimelineCommand.class);
    COMMANDS.put("explain", ExplainCommand.class);
    COMMANDS.put("detections", DetectionsCommand.class);
    COMMANDS.put("export", ExportCommand.class);
    COMMANDS.put("containment", ContainmentCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
  }

  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  /**
   * The command line, ready to execute. Where it begins with a command's name it knows that command
   * alone: to describe all of them takes as long as many a question to a case.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine root = new CommandLine(new Main());
    Class<?> asked = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (asked == null) {
      COMMANDS.forEach(root::addSubcommand);
    } else {
      root.addSubcommand(arguments[0], asked);
    }
    return root.setExecutionExceptionHandler(Main::explain)
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
    System.exit(commandLine(arguments).execute(arguments));
  }
}
