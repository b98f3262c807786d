package dwell.export;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.Incident;
import dwell.report.SampleIncidents;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class BlockListTest {

  private static Incident blocking(String... addresses) {
    Incident rich = SampleIncidents.rich();
    Incident.Containment none = Incident.Containment.NONE;
    Incident.Containment todo =
        new Incident.Containment(
            List.of(addresses),
            none.lockAccounts(),
            none.lockDatabaseAccounts(),
            none.rotateSecrets(),
            none.remove(),
            none.endSessions(),
            none.isolateHosts(),
            none.toNotify(),
            none.alerts());
    return new Incident(
        rich.schema(),
        rich.caseInfo(),
        rich.verdict(),
        rich.origin(),
        rich.hosts(),
        rich.answers(),
        rich.vector(),
        rich.phases(),
        rich.dwell(),
        List.of(),
        rich.background(),
        rich.sessions(),
        rich.data(),
        rich.exfiltration(),
        rich.persistence(),
        rich.exposedSecrets(),
        rich.elsewhere(),
        rich.network(),
        rich.reentry(),
        rich.gaps(),
        rich.tampering(),
        rich.detections(),
        rich.activity(),
        todo);
  }

  private static String write(String id, Incident incident) throws IOException {
    StringWriter out = new StringWriter();
    IncidentExporter exporter = (IncidentExporter) Objects.requireNonNull(Exporters.of(id));
    exporter.write(incident, UnaryOperator.identity(), out);
    return out.toString();
  }

  @Test
  void onlyAddressesAreWrittenWhateverTheNamesAre() throws IOException {
    Incident incident =
        blocking("203.0.113.9", "2001:DB8:0::1", "203.0.113.10; rm -rf /", "$(id)", "203.0.113.9");
    for (Exporter exporter : Exporters.all()) {
      if (exporter instanceof BlockList list) {
        StringWriter out = new StringWriter();
        ExportTally tally = list.write(incident, UnaryOperator.identity(), out);
        assertThat(tally.written()).isEqualTo(2);
        assertThat(tally.leftOut()).containsEntry("that are no IP address", 2L);
        assertThat(out.toString()).contains("203.0.113.9", "2001:db8::1").doesNotContain("rm", "$");
      }
    }
  }

  @Test
  void anAddressThatOthersUseIsLeftOutAndCounted() throws IOException {
    StringWriter out = new StringWriter();
    Incident rich = SampleIncidents.rich();
    long all = rich.actors().stream().mapToLong(actor -> actor.addresses().size()).sum();
    ExportTally tally = new BlockListPlain().write(rich, UnaryOperator.identity(), out);
    long left = tally.leftOut().values().stream().mapToLong(Long::longValue).sum();
    assertThat(tally.written() + left).isGreaterThanOrEqualTo(all);
  }

  @Test
  void nftablesHasNoEmptyListOfElements() throws IOException {
    assertThat(write("blocklist-nftables", blocking())).doesNotContain("elements");
    assertThat(write("blocklist-nftables", blocking("203.0.113.9", "203.0.113.10")))
        .contains("elements = {\n      203.0.113.9,\n      203.0.113.10\n    }");
  }

  @Test
  void networksHoldExactlyTheAddresses() {
    assertThat(CidrBlocks.of(List.of("192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7")))
        .containsExactly("192.0.2.4/30");
    assertThat(CidrBlocks.of(List.of("192.0.2.5", "192.0.2.6"))).hasSize(2);
    assertThat(CidrBlocks.of(List.of("2001:db8::", "2001:db8::1", "0.0.0.0", "0.0.0.1")))
        .containsExactly("0.0.0.0/31", "2001:db8::/127");
    assertThat(CidrBlocks.of(List.of("255.255.255.255", "128.0.0.0", "255.255.255.254")))
        .containsExactly("128.0.0.0/32", "255.255.255.254/31");
  }
}
