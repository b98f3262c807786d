package dwell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command. Its list of subcommands is the whole list: nothing is found by scanning. */
@Command(
    name = "dwell",
    description = "Reconstructs an intrusion from the logs it left.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {},
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
    return new CommandLine(new Main());
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
