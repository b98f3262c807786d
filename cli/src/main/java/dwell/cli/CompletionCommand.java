package dwell.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Completion in a shell. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes dwell's commands and options in bash and zsh:",
      "  source <(dwell completion)"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("dwell", Main.commandLine()));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
