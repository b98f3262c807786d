package dwell.correlate;

import static dwell.correlate.CaseFixture.ssh;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.correlate.Session.EndedBy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellSessionsTest {
  @TempDir Path root;
  private CaseFixture evidence;

  @BeforeEach
  void host() {
    evidence = new CaseFixture(root).host("shop", "192.0.2.10", "Etc/UTC");
  }

  private static Instant at(String time) {
    return Instant.parse("2025-03-11T" + time + "Z");
  }

  @Test
  void oneLoginToldBySeveralRecordsIsOneSession() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-11T10:00:00+00:00 shop sshd[700]: Failed password for maya from 203.0.113.5 port"
            + " 4000 ssh2",
        "2025-03-11T10:00:04+00:00 shop sshd[700]: Accepted password for maya from 203.0.113.5 port"
            + " 4000 ssh2",
        "2025-03-11T10:00:04+00:00 shop sshd[700]: pam_unix(sshd:session): session opened for user"
            + " maya(uid=1000) by (uid=0)",
        "2025-03-11T10:10:00+00:00 shop sshd[712]: Received disconnect from 203.0.113.5 port"
            + " 4000:11: disconnected by user",
        "2025-03-11T10:10:00+00:00 shop sshd[712]: Disconnected from user maya 203.0.113.5 port"
            + " 4000",
        "2025-03-11T10:10:01+00:00 shop sshd[700]: pam_unix(sshd:session): session closed for user"
            + " maya");
    Correlation c = evidence.correlate();
    assertThat(ssh(c)).hasSize(1);
    Session s = ssh(c).getFirst();
    assertThat(s.user()).isEqualTo("maya");
    assertThat(s.origin().ip()).isEqualTo("203.0.113.5");
    assertThat(s.origin().port()).isEqualTo(4000);
    assertThat(s.login().pid()).isEqualTo(700);
    assertThat(s.login().childPids()).containsExactly(712L);
    assertThat(s.login().failuresInConnection()).isEqualTo(1);
    assertThat(s.start().instant()).isEqualTo(at("10:00:04"));
    assertThat(s.end().instant()).isEqualTo(at("10:10:01"));
    assertThat(s.endedBy()).isEqualTo(EndedBy.DISCONNECTED);
    assertThat(s.evidence()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(c.attempts().failures()).isEqualTo(1);
  }

  @Test
  void aTableOfLoginsOpensWhatNoLogTellsAndNothingElse() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-11T10:00:04+00:00 shop sshd[700]: Accepted password for maya from 203.0.113.5 port"
            + " 4000 ssh2",
        "2025-03-11T10:00:04+00:00 shop sshd[700]: pam_unix(sshd:session): session opened for user"
            + " maya(uid=1000) by (uid=0)",
        "2025-03-11T10:10:01+00:00 shop sshd[700]: pam_unix(sshd:session): session closed for user"
            + " maya");
    // omar's login stands in wtmp.db alone.
    evidence.resource("shop", "var/lib/wtmpdb/wtmp.db", "wtmp.db");
    Correlation c = evidence.correlate();
    assertThat(ssh(c)).extracting(Session::user).containsExactly("maya", "omar");
    assertThat(ssh(c).getFirst().origin().port()).isEqualTo(4000);
    assertThat(ssh(c).getLast().origin().ip()).isEqualTo("198.51.100.7");
    assertThat(ssh(c).getLast().end().instant()).isEqualTo(at("11:05:00"));
  }

  @Test
  void aSecondLogCountsNothingTwiceAndLendsItsFinerTime() {
    evidence
        .file(
            "shop",
            "var/log/auth.log",
            "Mar 11 10:00:00 shop sshd[700]: Failed password for maya from 203.0.113.5 port 4000"
                + " ssh2",
            "Mar 11 10:00:00 shop sshd[700]: Failed password for maya from 203.0.113.5 port 4000"
                + " ssh2",
            "Mar 11 10:00:04 shop sshd[700]: Accepted password for maya from 203.0.113.5 port 4000"
                + " ssh2")
        .file(
            "shop",
            "var/log/copy.log",
            "2025-03-11T10:00:00.250001+00:00 shop sshd[700]: Failed password for maya from"
                + " 203.0.113.5 port 4000 ssh2",
            "2025-03-11T10:00:00.750002+00:00 shop sshd[700]: Failed password for maya from"
                + " 203.0.113.5 port 4000 ssh2",
            "2025-03-11T10:00:04.123456+00:00 shop sshd[700]: Accepted password for maya from"
                + " 203.0.113.5 port 4000 ssh2");
    Correlation c = evidence.correlate();
    assertThat(ssh(c)).hasSize(1);
    assertThat(ssh(c).getFirst().start().instant()).isEqualTo(at("10:00:04.123456"));
    assertThat(c.attempts().failures()).isEqualTo(2);
    assertThat(c.attempts().sources().getFirst().successes()).isEqualTo(1);
    assertThat(c.logins()).hasSize(2);
  }

  @Test
  void aRepeatedMessageCountsAsOftenAsItSays() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-11T10:00:00+00:00 shop sshd[700]: Failed password for invalid user x from"
            + " 203.0.113.5 port 4000 ssh2",
        "2025-03-11T10:00:09+00:00 shop sshd[700]: message repeated 4 times: [ Failed password for"
            + " invalid user x from 203.0.113.5 port 4000 ssh2]");
    SourceAttempts source = evidence.correlate().attempts().of("203.0.113.5").getFirst();
    assertThat(source.failures()).isEqualTo(5);
    assertThat(source.topAccounts()).containsExactly(new SourceAttempts.AccountCount("x", 5));
  }

  @Test
  void aPidThatComesAgainIsAnotherConnection() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-11T08:00:00+00:00 shop sshd[700]: Accepted password for maya from 203.0.113.5 port"
            + " 4000 ssh2",
        "2025-03-11T12:00:00+00:00 shop sshd[700]: Accepted publickey for omar from 198.51.100.9"
            + " port 5000 ssh2: ED25519 SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "2025-03-11T12:30:00+00:00 shop sshd[700]: pam_unix(sshd:session): session closed for user"
            + " omar");
    List<Session> sessions = ssh(evidence.correlate());
    assertThat(sessions).extracting(Session::user).containsExactly("maya", "omar");
    assertThat(sessions.get(0).end().known()).isFalse();
    assertThat(sessions.get(0).end().notAfter()).isEqualTo(at("12:00:00"));
    assertThat(sessions.get(0).endedBy()).isEqualTo(EndedBy.UNKNOWN);
    assertThat(sessions.get(1).end().instant()).isEqualTo(at("12:30:00"));
    assertThat(sessions.get(1).login().key()).startsWith("SHA256:");
  }

  @Test
  void whatHasNoEndIsStillOpen() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-11T08:00:00+00:00 shop sshd[700]: Accepted password for maya from 203.0.113.5 port"
            + " 4000 ssh2",
        "2025-03-11T08:10:00+00:00 shop sshd[700]: pam_unix(sshd:session): session closed for user"
            + " maya",
        "2025-03-11T09:00:00+00:00 shop sshd[800]: Accepted password for omar from 203.0.113.6 port"
            + " 4001 ssh2");
    List<Session> sessions = ssh(evidence.correlate());
    assertThat(sessions.get(1).endedBy()).isEqualTo(EndedBy.STILL_OPEN);
    assertThat(sessions.get(1).covers(at("23:00:00"))).isTrue();
  }

  @Test
  void withTwoSessionsOfOneAccountACommandIsAmbiguous() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-11T08:00:00+00:00 shop sshd[700]: Accepted password for maya from 203.0.113.5 port"
            + " 4000 ssh2",
        "2025-03-11T08:05:00+00:00 shop sshd[720]: Accepted password for maya from 198.51.100.7"
            + " port 4100 ssh2",
        "2025-03-11T08:06:00+00:00 shop sudo[731]:     maya : TTY=pts/1 ; PWD=/home/maya ;"
            + " USER=root ; COMMAND=/usr/bin/id",
        "2025-03-11T08:20:00+00:00 shop sshd[720]: pam_unix(sshd:session): session closed for user"
            + " maya",
        "2025-03-11T08:21:00+00:00 shop sudo[741]:     maya : TTY=pts/0 ; PWD=/home/maya ;"
            + " USER=root ; COMMAND=/usr/bin/ls",
        "2025-03-11T08:30:00+00:00 shop sshd[700]: pam_unix(sshd:session): session closed for user"
            + " maya");
    List<Session> sessions = ssh(evidence.correlate());
    Command first = sessions.get(1).commands().getFirst();
    assertThat(first.text()).isEqualTo("/usr/bin/id");
    assertThat(first.as()).isEqualTo("root");
    assertThat(first.ambiguous()).isTrue();
    Command second = sessions.get(0).commands().getFirst();
    assertThat(second.text()).isEqualTo("/usr/bin/ls");
    assertThat(second.ambiguous()).isFalse();
    assertThat(sessions.get(0).became()).containsExactly("root");
  }

  @Test
  void aKillEndsAnothersSession() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-11T08:00:00+00:00 shop sshd[700]: Accepted password for maya from 203.0.113.5 port"
            + " 4000 ssh2",
        "2025-03-11T08:05:00+00:00 shop sshd[720]: Accepted password for omar from 198.51.100.7"
            + " port 4100 ssh2",
        "2025-03-11T08:06:00+00:00 shop sudo[731]:     omar : TTY=pts/1 ; PWD=/home/omar ;"
            + " USER=root ; COMMAND=/usr/bin/kill -9 700",
        "2025-03-11T08:06:01+00:00 shop sshd[700]: pam_unix(sshd:session): session closed for user"
            + " maya");
    assertThat(ssh(evidence.correlate()).getFirst().endedBy()).isEqualTo(EndedBy.KILLED);
  }

  @Test
  void aProbeIsNoAttempt() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-11T08:00:00+00:00 shop sshd[700]: Connection closed by 203.0.113.5 port 4000"
            + " [preauth]",
        "2025-03-11T08:00:09+00:00 shop sshd[701]: Connection closed by 203.0.113.5 port 4001"
            + " [preauth]");
    SourceAttempts source = evidence.correlate().attempts().of("203.0.113.5").getFirst();
    assertThat(source.probes()).isEqualTo(2);
    assertThat(source.failures()).isZero();
  }

  @Test
  void historyKnowsOnlyWhatWasBefore() {
    evidence.file(
        "shop",
        "var/log/auth.log",
        "2025-03-10T08:00:00+00:00 shop sshd[700]: Accepted password for maya from 203.0.113.5 port"
            + " 4000 ssh2",
        "2025-03-10T08:01:00+00:00 shop sshd[700]: pam_unix(sshd:session): session closed for user"
            + " maya",
        "2025-03-11T02:00:00+00:00 shop sshd[720]: Accepted password for maya from 198.51.100.7"
            + " port 4100 ssh2");
    Correlation c = evidence.correlate();
    AccountKey maya = AccountKey.os("shop", "maya");
    AccountHistory before = c.histories().before(maya, at("02:00:00"));
    assertThat(before.uses()).isEqualTo(1);
    assertThat(before.addresses()).containsOnlyKeys("203.0.113.5");
    assertThat(before.networks()).containsOnlyKeys("203.0.113.0/24");
    assertThat(before.hours().get(8)).isEqualTo(1);
    assertThat(c.histories().before(maya, at("02:00:01")).uses()).isEqualTo(2);
    assertThat(c.histories().before(AccountKey.os("shop", "nobody"), at("02:00:00")).any())
        .isFalse();
  }
}
