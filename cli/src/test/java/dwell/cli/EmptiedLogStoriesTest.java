package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.cli.TextSite.Style;
import dwell.incident.Incident;
import dwell.incident.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log of logins that begins late, where no command says why. */
final class EmptiedLogStoriesTest {
  private static final String AUTH = "var/log/auth.log";
  private static final Instant ROTATION = TextSite.at("9 06:25:00");

  @TempDir private Path folder;

  /** Twelve days; on the ninth somebody comes with alice's key in the evening and becomes root. */
  private static TextHost evening(TextSite site, String ip) {
    TextHost web = site.host("web01", "10.1.0.10");
    TextHost.Visit visit =
        web.login("9 20:40:00", 25, "alice", ip, Ordinary.ALICE).types("uptime").types("sudo -i");
    Instant end = visit.now().plusSeconds(1200);
    web.auth(end, "sudo", "pam_unix(sudo-i:session): session closed for user root");
    return web;
  }

  /** What the same daemon writes beside it, all day. */
  private static void beside(TextHost web) {
    for (int hour = 10; hour < 23; hour++) {
      Instant time = TextSite.at("9 " + hour + ":17:01");
      web.log("var/log/syslog", time, "CRON[" + web.site.next() + ']', "(root) CMD (run-parts)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void emptiedByWhoCameFromNowhereKnown(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = evening(site, "203.0.113.9");
    beside(web);
    web.rotated(AUTH, ROTATION);
    web.emptied(AUTH, ROTATION, TextSite.at("9 20:52:00"));
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.sessions()).hasSize(1);
    assertThat(incident.tampering()).extracting(Incident.Tampering::path).contains("/" + AUTH);
  }

  @ParameterizedTest
  @EnumSource
  void aDaemonThatStoodStillUntilAnAdminOnTheRoadStartedItIsNothing(Style style)
      throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = evening(site, "203.0.113.9");
    web.rotated(AUTH, ROTATION);
    web.emptied(AUTH, ROTATION, TextSite.at("9 20:52:00"));
    assertThat(site.analyze(folder).verdict()).isNotEqualTo(Verdict.COMPROMISE);
  }

  @ParameterizedTest
  @EnumSource
  void emptiedByAnAdminFromTheOfficeIsNothing(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = evening(site, "198.51.100.20");
    beside(web);
    web.rotated(AUTH, ROTATION);
    web.emptied(AUTH, ROTATION, TextSite.at("9 20:52:00"));
    assertThat(site.analyze(folder).verdict()).isNotEqualTo(Verdict.COMPROMISE);
  }

  @ParameterizedTest
  @EnumSource
  void aRotationWhileAnAdminOnTheRoadIsThereIsNothing(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = evening(site, "203.0.113.9");
    beside(web);
    web.rotated(AUTH, TextSite.at("9 20:50:00"));
    assertThat(site.analyze(folder).verdict()).isNotEqualTo(Verdict.COMPROMISE);
  }

  /** Lines taken out, and the daemon writes into the file that was there before. */
  private static TextHost takenOut(TextSite site, String ip) {
    TextHost web = evening(site, ip);
    web.rotated(AUTH, ROTATION);
    web.emptied(AUTH, ROTATION, TextSite.at("10 06:25:00"));
    TextHost.Visit early = web.login("9 09:00:00", 5, "bob", "198.51.100.21", Ordinary.BOB);
    web.auth(early.now().plusSeconds(400), "sshd[9]", "Connection closed by 10.1.0.5 port 9");
    web.rotatedAgain(AUTH, TextSite.at("10 06:25:00"));
    web.touched(AUTH + ".0", TextSite.at("9 20:55:00"));
    return web;
  }

  @ParameterizedTest
  @EnumSource
  void linesTakenOutByWhoCameFromNowhereKnown(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    takenOut(site, "203.0.113.9");
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.sessions()).hasSize(1);
    assertThat(incident.tampering()).extracting(Incident.Tampering::path).contains("/" + AUTH);
  }

  @ParameterizedTest
  @EnumSource
  void linesTakenOutByAnAdminFromTheOfficeIsNothing(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    takenOut(site, "198.51.100.20");
    assertThat(site.analyze(folder).verdict()).isNotEqualTo(Verdict.COMPROMISE);
  }

  /** Copied without their times, all files bear the copier's: that says nothing of any. */
  @ParameterizedTest
  @EnumSource
  void filesThatWereCopiedByAnAdminOnTheRoadAreNothing(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = takenOut(site, "203.0.113.9");
    for (String file : List.of(AUTH, AUTH + ".1", AUTH + ".0")) {
      web.touched(file, TextSite.at("9 20:55:00"));
    }
    assertThat(site.analyze(folder).verdict()).isNotEqualTo(Verdict.COMPROMISE);
  }
}
