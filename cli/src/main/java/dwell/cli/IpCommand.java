package dwell.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything about one address. */
@Command(
    name = "ip",
    description = {
      "Shows everything about one address: when it was seen, its attempts, its sessions with what was "
          + "done in them and in those that came out of them (hosts reached, database statements), "
          + "its web requests, as one timeline.",
      "json gives all in one document; jsonl and csv give the timeline."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class IpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ADDRESS", description = "An address of IPv4 or IPv6.")
  private String address;

  @Mixin private ActivityOptions activity;

  @Override
  public Integer call() throws IOException {
    boolean known =
        activity.show(address, reader -> reader.ofAddress(address), spec.commandLine().getOut());
    if (!known) {
      spec.commandLine()
          .getErr()
          .println("dwell: the case knows nothing of " + PlainText.of(address));
      spec.commandLine().getErr().flush();
    }
    return ExitCode.DONE;
  }
}
