package dwell.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.ArtifactKey;
import dwell.event.EventTime.Basis;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSurveyTest {
  @TempDir Path temp;

  @Test
  void aHostIsKnownByWhatItsFilesTell() throws IOException {
    Path root = Evidence.host(temp.resolve("mail01"));
    Evidence.write(
        root,
        "etc/hosts",
        "127.0.1.1 mail01\n192.0.2.5 mail01.example.org m # x\n192.0.2.6 other\n");
    Evidence.write(
        root,
        "etc/network/interfaces",
        "iface eth0 inet static\n  address 192.0.2.7/24\n  gateway 192.0.2.1\n");
    Evidence.write(
        root,
        "etc/netplan/01.yaml",
        """
        network:
          ethernets:
            eth0:
              addresses: [198.51.100.7/24, "2001:db8::7/64"]
              nameservers:
                addresses:
                  - 203.0.113.53
              routes:
                - to: default
                  via: 198.51.100.1
            eth1:
              addresses:
                - 198.51.100.8/24
        """);
    Evidence.write(
        root,
        "etc/sysconfig/network-scripts/ifcfg-eth0",
        "IPADDR=\"203.0.113.9\"\nGATEWAY=203.0.113.1\n");
    Evidence.write(root, "etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    Evidence.write(root, "etc/ssh/sshd_config", "Port 22\n");

    HostSurvey survey = survey(temp.resolve("mail01"), HostOptions.NONE);

    HostProfile host = survey.hosts().iterator().next();
    assertThat(survey.hosts()).hasSize(1);
    assertThat(host.name()).isEqualTo("mail01");
    assertThat(host.root()).isEmpty();
    assertThat(host.zone()).isEqualTo(ZoneId.of("Europe/Lisbon"));
    assertThat(host.zoneBasis()).isEqualTo(Basis.HOST);
    assertThat(host.addresses())
        .containsExactlyInAnyOrder(
            "192.0.2.5", "192.0.2.7", "198.51.100.7", "198.51.100.8", "2001:db8::7", "203.0.113.9");
    assertThat(host.accounts()).isEqualTo(Map.of(0L, "root", 1201L, "erin"));
    assertThat(host.os()).isEqualTo("Example Linux 9");
    assertThat(host.machineId()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(host.sshServer()).isTrue();
    assertThat(survey.faults()).isEmpty();
  }

  @Test
  void hostsStandSideBySideAndPilesHaveNone() throws IOException {
    Evidence.host(temp.resolve("one/[root]"));
    Evidence.write(temp, "two/var/log/messages", "x\n");
    Evidence.write(temp, "pile/secure", "x\n");
    HostSurvey survey =
        survey(
            temp,
            new HostOptions(List.of(new HostOptions.HostAt("given", "pile")), Map.of(), null));

    assertThat(survey.hosts())
        .extracting(HostProfile::name)
        .containsExactly("mail01", "given", "two");
    assertThat(survey.key("one/[root]/var/log/auth.log"))
        .isEqualTo(ArtifactKey.of("mail01", "var/log/auth.log", "one/[root]/var/log/auth.log"));
    assertThat(survey.key("two/var/log/messages").host()).isEqualTo("two");
    assertThat(survey.key("pile/secure"))
        .isEqualTo(ArtifactKey.of("given", "secure", "pile/secure"));
    assertThat(survey.key("readme").host()).isEmpty();
    assertThat(survey.key("readme").hostPath()).isEqualTo("readme");
  }

  @Test
  void aHostPathMayBeGivenAsInTheFileSystem() throws IOException {
    Evidence.write(temp, "logs/a/secure", "x\n");
    Path evidence = temp.resolve("logs");
    HostOptions options =
        new HostOptions(
            List.of(
                new HostOptions.HostAt("alpha", evidence.resolve("a").toString()),
                new HostOptions.HostAt("beta", temp.resolve("elsewhere").toString())),
            Map.of(),
            null);
    HostSurvey survey = survey(evidence, options);
    assertThat(survey.hosts()).extracting(HostProfile::name).containsExactly("alpha");
    assertThat(survey.key("a/secure").host()).isEqualTo("alpha");
  }

  @Test
  void aRootInsideOfAHostIsACopyUnlessItIsAContainer() throws IOException {
    Path root = Evidence.host(temp.resolve("x"));
    Evidence.host(root.resolve("srv/backup"));
    Evidence.host(root.resolve("var/lib/lxc/box/rootfs"));
    Evidence.write(root, "var/lib/lxc/box/rootfs/etc/hostname", "box\n");
    HostSurvey survey = survey(root, HostOptions.NONE);
    assertThat(survey.hosts()).extracting(HostProfile::name).containsExactly("mail01", "box");
    assertThat(survey.key("srv/backup/var/log/auth.log").hostPath())
        .isEqualTo("srv/backup/var/log/auth.log");
    assertThat(survey.key("var/lib/lxc/box/rootfs/var/log/auth.log"))
        .extracting(ArtifactKey::host, ArtifactKey::hostPath)
        .containsExactly("box", "var/log/auth.log");
  }

  @Test
  void aHostCollectedTwiceHasDistinctIds() throws IOException {
    Evidence.host(temp.resolve("first"));
    Evidence.host(temp.resolve("second"));
    HostSurvey survey = survey(temp, HostOptions.NONE);
    ArtifactKey one = survey.key("first/var/log/auth.log");
    ArtifactKey two = survey.key("second/var/log/auth.log");
    assertThat(one.host()).isEqualTo("mail01").isEqualTo(two.host());
    assertThat(one.id()).isNotEqualTo(two.id());
  }

  @Test
  void aZoneThatTheAnalystGivesGoesBeforeTheHosts() throws IOException {
    Evidence.host(temp.resolve("x"));
    HostSurvey survey =
        survey(
            temp,
            new HostOptions(
                List.of(),
                Map.of("mail01", ZoneId.of("Asia/Kolkata"), "mysql@mail01", ZoneId.of("UTC")),
                ZoneId.of("America/Lima")));
    assertThat(survey.clocks().of("mail01").zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
    assertThat(survey.clocks().of("mail01").basis()).isEqualTo(Basis.GIVEN);
    assertThat(survey.clocks().of("mysql", "mail01").zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(survey.clocks().of("").zone()).isEqualTo(ZoneId.of("America/Lima"));
    assertThat(survey(temp, HostOptions.NONE).clocks().of("").basis()).isEqualTo(Basis.ASSUMED);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/share/zoneinfo/Asia/Kathmandu, Asia/Kathmandu",
    "../usr/share/zoneinfo/posix/America/Indiana/Knox, America/Indiana/Knox",
    "/usr/share/zoneinfo/right/UTC, UTC",
    "/usr/share/zoneinfo/Etc/GMT+5, Etc/GMT+5",
  })
  void theZoneIsTheNameThatTheLinkLeadsTo(String target, String zone) throws IOException {
    Path root = temp.resolve("x");
    Evidence.write(root, "etc/hostname", "h\n");
    Files.createSymbolicLink(root.resolve("etc/localtime"), Path.of(target));
    assertThat(zone(root)).isEqualTo(ZoneId.of(zone));
  }

  @Test
  void aZoneFileIsKnownByItsBehaviour() throws IOException {
    for (String id :
        new String[] {
          "Europe/Lisbon",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "America/Sao_Paulo"
        }) {
      Path root = temp.resolve(id.replace('/', '-'));
      Evidence.write(root, "etc/hostname", "h\n");
      Evidence.write(root, "etc/localtime", compiled(ZoneId.of(id), footer(id)));
      ZoneId found = zone(root);
      assertThat(found).as(id).isNotNull();
      for (long t = 1_000_000_000L; t < 2_000_000_000L; t += 86_400 * 7) {
        Instant moment = Instant.ofEpochSecond(t);
        assertThat(found.getRules().getOffset(moment))
            .isEqualTo(ZoneId.of(id).getRules().getOffset(moment));
      }
    }
  }

  @Test
  void theZoneFileGoesBeforeAnotherNameAndTheConflictIsTold() throws IOException {
    Path root = temp.resolve("x");
    Evidence.write(root, "etc/hostname", "h\n");
    Evidence.write(root, "etc/timezone", "Asia/Tokyo\n");
    Evidence.write(
        root, "etc/localtime", compiled(ZoneId.of("Europe/Lisbon"), footer("Europe/Lisbon")));
    HostSurvey survey = survey(root, HostOptions.NONE);
    assertThat(survey.faults()).extracting(Fault::path).containsExactly("etc/localtime");
    Evidence.write(root, "etc/timezone", "Europe/Lisbon\n");
    HostSurvey agreed = survey(root, HostOptions.NONE);
    assertThat(agreed.faults()).isEmpty();
    assertThat(agreed.hosts().iterator().next().zone()).isEqualTo(ZoneId.of("Europe/Lisbon"));
  }

  @Test
  void aBrokenZoneFileIsTold() throws IOException {
    Path root = temp.resolve("x");
    Evidence.write(root, "etc/hostname", "h\n");
    Evidence.write(root, "etc/localtime", "TZif2 and nothing more");
    HostSurvey survey = survey(root, HostOptions.NONE);
    assertThat(survey.hosts().iterator().next().zone()).isNull();
    assertThat(survey.faults()).hasSize(1);
  }

  @Test
  void postgresSettingsAreReadAsPostgresReadsThem() throws IOException {
    Path root = temp.resolve("x");
    Evidence.write(root, "etc/hostname", "h\n");
    Evidence.write(
        root,
        "etc/postgresql/15/main/postgresql.conf",
        "#log_line_prefix = 'no'\nlog_line_prefix = '%m [%p] ' # c\n");
    Evidence.write(root, "etc/postgresql/15/main/conf.d/x.conf", "Log_Line_Prefix '%t it''s '\n");
    Evidence.write(root, "var/lib/pgsql/data/postgresql.conf", "log_line_prefix=%p\n");
    HostProfile host = survey(root, HostOptions.NONE).hosts().iterator().next();
    assertThat(host.logLinePrefixes()).isEqualTo(Map.of("15/main", "%t it's ", "", "%p"));
    assertThat(host.logLinePrefix("var/log/postgresql/postgresql-15-main.log"))
        .isEqualTo("%t it's ");
    assertThat(host.logLinePrefix("var/log/other.log")).isNull();
  }

  private static @Nullable ZoneId zone(Path root) throws IOException {
    return survey(root, HostOptions.NONE).hosts().iterator().next().zone();
  }

  private static HostSurvey survey(Path path, HostOptions options) throws IOException {
    return EvidenceSource.of(path).survey(options);
  }

  private static String footer(String id) {
    return switch (id) {
      case "Europe/Lisbon" -> "WET0WEST,M3.5.0/1,M10.5.0";
      case "America/New_York" -> "EST5EDT,M3.2.0,M11.1.0";
      case "Australia/Lord_Howe" -> "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";
      case "Asia/Kathmandu" -> "<+0545>-5:45";
      default -> "<-03>3";
    };
  }

  /** A zone file as zic(8) writes it, up to the first moment from which the footer holds. */
  private static byte[] compiled(ZoneId zone, String footer) throws IOException {
    List<ZoneOffsetTransition> transitions = new ArrayList<>(zone.getRules().getTransitions());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    header(out, 0, 1);
    out.writeInt(0);
    out.writeShort(0);
    out.writeBytes("UTC\0");
    header(out, transitions.size(), transitions.size() + 1);
    for (ZoneOffsetTransition transition : transitions) {
      out.writeLong(transition.toEpochSecond());
    }
    for (int i = 1; i <= transitions.size(); i++) {
      out.writeByte(i);
    }
    out.writeInt(zone.getRules().getOffset(Instant.MIN).getTotalSeconds());
    out.writeShort(0);
    for (ZoneOffsetTransition transition : transitions) {
      out.writeInt(transition.getOffsetAfter().getTotalSeconds());
      out.writeShort(0);
    }
    out.writeBytes("UTC\0");
    out.write(("\n" + footer + "\n").getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  private static void header(DataOutputStream out, int times, int types) throws IOException {
    out.writeBytes("TZif2");
    out.write(new byte[15]);
    for (int count : new int[] {0, 0, 0, times, types, 4}) {
      out.writeInt(count);
    }
  }
}
