package dwell.correlate;

import static dwell.correlate.CaseFixture.database;
import static dwell.correlate.CaseFixture.ssh;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentsTest {
  @TempDir Path root;
  private CaseFixture evidence;

  @BeforeEach
  void hosts() {
    evidence =
        new CaseFixture(root)
            .host("shop", "192.0.2.10", "Etc/UTC")
            .host("store", "192.0.2.20", "Etc/UTC")
            .file(
                "shop",
                "var/log/auth.log",
                "2025-03-11T08:00:00+00:00 shop sshd[700]: Accepted password for maya from"
                    + " 203.0.113.5 port 4000 ssh2",
                "2025-03-11T08:30:00+00:00 shop sshd[700]: pam_unix(sshd:session): session closed"
                    + " for user maya");
  }

  private static String stamp(String time) {
    return "#" + Instant.parse("2025-03-11T" + time + "Z").getEpochSecond();
  }

  private void arrival(String time) {
    evidence.file(
        "store",
        "var/log/auth.log",
        "2025-03-11T"
            + time
            + "+00:00 store sshd[900]: Accepted publickey for omar from 192.0.2.10 port 5000 ssh2:"
            + " ED25519 SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  }

  private static Session inStore(Correlation c) {
    return ssh(c).stream().filter(s -> s.host().equals("store")).findFirst().orElseThrow();
  }

  @Test
  void anSshCommandIsTheOriginOfTheSessionThatItOpened() {
    evidence.file(
        "shop", "home/maya/.bash_history", stamp("08:10:00"), "ssh -i key omar@192.0.2.20");
    arrival("08:10:03");
    Correlation c = evidence.correlate();
    Link parent = inStore(c).parent();
    assertThat(parent).isNotNull();
    assertThat(parent.rule()).isEqualTo("ssh-command");
    assertThat(parent.confidence()).isEqualTo(Confidence.PROVEN);
    Session opener = Objects.requireNonNull(c.session(parent.session()));
    assertThat(opener.user()).isEqualTo("maya");
    assertThat(c.children(opener)).hasSize(1);
  }

  @Test
  void clocksOfTwoHostsMayDifferBySeconds() {
    evidence.file("shop", "home/maya/.bash_history", stamp("08:10:02"), "ssh omar@store");
    arrival("08:10:00");
    assertThat(inStore(evidence.correlate()).parent()).isNotNull();
  }

  @Test
  void anotherAccountOrHostIsNoOrigin() {
    evidence.file(
        "shop",
        "home/maya/.bash_history",
        stamp("08:10:00"),
        "ssh root@192.0.2.20",
        stamp("08:10:01"),
        "ssh omar@198.51.100.77");
    arrival("08:10:03");
    Link parent = inStore(evidence.correlate()).parent();
    assertThat(parent).isNotNull();
    assertThat(parent.rule()).isEqualTo("ssh-only-open-session");
    assertThat(parent.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void fromOutsideThereIsNoParent() {
    evidence.file("shop", "home/maya/.bash_history", stamp("08:10:00"), "ssh omar@store");
    evidence.file(
        "store",
        "var/log/auth.log",
        "2025-03-11T08:10:03+00:00 store sshd[900]: Accepted password for omar from 198.51.100.1"
            + " port 5000 ssh2");
    assertThat(inStore(evidence.correlate()).parent()).isNull();
  }

  @Test
  void aClientCommandOpensTheDatabaseSessionNextToItAndTheRestIsTheApplications() {
    evidence.file(
        "shop",
        "home/maya/.bash_history",
        stamp("08:10:00"),
        "mysql -h 192.0.2.20 -u app -psecret store");
    evidence.file(
        "store",
        "var/log/mysql/server_audit.log",
        "20250311 08:05:00,store,app,192.0.2.10,7,0,CONNECT,store,,0",
        "20250311 08:05:00,store,app,192.0.2.10,7,1,QUERY,store,'SELECT name FROM items WHERE id ="
            + " 4',0",
        "20250311 08:05:01,store,app,192.0.2.10,7,0,DISCONNECT,store,,0",
        "20250311 08:10:01,store,app,192.0.2.10,8,0,CONNECT,store,,0",
        "20250311 08:10:20,store,app,192.0.2.10,8,2,QUERY,store,'SELECT * FROM people',0",
        "20250311 08:11:00,store,app,192.0.2.10,8,0,DISCONNECT,store,,0",
        "20250311 08:12:00,store,app,198.51.100.4,9,0,CONNECT,store,,0",
        "20250311 08:12:01,store,app,198.51.100.4,9,0,DISCONNECT,store,,0");
    var sessions = database(evidence.correlate());
    assertThat(sessions).hasSize(3);
    assertThat(sessions.get(0).application()).isTrue();
    assertThat(sessions.get(0).parent()).isNull();
    assertThat(sessions.get(1).application()).isFalse();
    assertThat(Objects.requireNonNull(sessions.get(1).parent()).rule())
        .isEqualTo("database-client");
    assertThat(sessions.get(1).origin().evidenceHost()).isEqualTo("shop");
    assertThat(sessions.get(2).application()).isFalse();
    assertThat(sessions.get(2).parent()).isNull();
  }

  private static String row(String time, String account, int id, String rest) {
    return "20250311 " + time + ",store," + account + ",192.0.2.10," + id + "," + rest;
  }

  private void connects(String account, int id, String time) {
    evidence.file(
        "store",
        "var/log/mysql/server_audit.log" + (id == 7 ? "" : "." + id),
        row(time, account, id, "0,CONNECT,store,,0"),
        row(time, account, id, "1,QUERY,store,'SELECT name FROM items',0"),
        row(time, account, id, "0,DISCONNECT,store,,0"));
  }

  @Test
  void anAccountThatConnectsOnlyWhileItsNamesakeIsLoggedInThereIsUsedThroughThatSession() {
    connects("maya", 7, "08:12:00");
    Session session = database(evidence.correlate()).getFirst();
    assertThat(session.application()).isFalse();
    assertThat(Objects.requireNonNull(session.parent()).rule())
        .isEqualTo("database-through-session");
  }

  @Test
  void anAccountThatConnectsWhenNobodyIsThereIsAnApplications() {
    connects("maya", 7, "08:12:00");
    connects("maya", 8, "11:12:00");
    assertThat(database(evidence.correlate())).allMatch(Session::application);
  }

  @Test
  void oneConnectionWhileSomebodyElseIsThereIsChance() {
    connects("app", 7, "08:12:00");
    assertThat(database(evidence.correlate())).allMatch(Session::application);
  }

  @Test
  void anApplicationMayConnectThroughoutOneLongLogin() {
    connects("app", 7, "08:05:00");
    connects("app", 8, "08:12:00");
    connects("app", 9, "08:20:00");
    connects("app", 10, "08:25:00");
    assertThat(database(evidence.correlate())).allMatch(Session::application);
  }

  @Test
  void anAccountThatConnectsOnlyInTheLoginsOfOnePersonIsThatPersons() {
    connects("app", 7, "08:12:00");
    for (int day = 1; day <= 2; day++) {
      login(600 + day, 10 + day);
      connects("app", 7 + day, (10 + day) + ":12:00");
    }
    assertThat(database(evidence.correlate())).noneMatch(Session::application);
  }

  private void login(int pid, int hour) {
    String at = "2025-03-11T" + hour;
    evidence.file(
        "shop",
        "var/log/auth.log." + pid,
        at
            + ":00:00+00:00 shop sshd["
            + pid
            + "]: Accepted password for maya from 203.0.113.5"
            + " port 4000 ssh2",
        at
            + ":30:00+00:00 shop sshd["
            + pid
            + "]: pam_unix(sshd:session): session closed for user"
            + " maya");
  }
}
