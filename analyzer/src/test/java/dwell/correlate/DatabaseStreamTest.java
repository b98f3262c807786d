package dwell.correlate;

import static dwell.correlate.CaseFixture.database;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseStreamTest {
  @TempDir Path root;
  private CaseFixture evidence;

  @BeforeEach
  void host() {
    evidence = new CaseFixture(root).host("store", "192.0.2.20", "Etc/UTC");
  }

  private static final String[] GENERAL = {
    "/usr/sbin/mariadbd, Version: 10.11.6-MariaDB-log (Debian 12). started with:",
    "Tcp port: 0  Unix socket: /run/mysqld/mysqld.sock",
    "Time\t\t    Id Command\tArgument",
    "250311  8:05:00\t     7 Connect\tapp@192.0.2.10 on store using TCP/IP",
    "\t\t     7 Query\tSELECT name FROM items WHERE id = 4",
    "\t\t     7 Query\tSELECT name FROM items WHERE id = 4",
    "\t\t     7 Query\tSELECT * FROM nowhere",
    "250311  8:05:01\t     7 Quit\t",
  };

  private static final String[] AUDIT = {
    "20250311 08:05:00,store,app,192.0.2.10,7,0,CONNECT,store,,0",
    "20250311 08:05:00,store,app,192.0.2.10,7,1,QUERY,store,'SELECT name FROM items WHERE id ="
        + " 4',0",
    "20250311 08:05:00,store,app,192.0.2.10,7,2,QUERY,store,'SELECT name FROM items WHERE id ="
        + " 4',0",
    "20250311 08:05:00,store,app,192.0.2.10,7,3,QUERY,store,'SELECT * FROM nowhere',1146",
    "20250311 08:05:01,store,app,192.0.2.10,7,0,DISCONNECT,store,,0",
  };

  @Test
  void twoLogsOfOneServerTellEachStatementOnce() {
    evidence.file("store", "var/log/mysql/mysql.log", GENERAL);
    evidence.file("store", "var/log/mysql/server_audit.log", AUDIT);
    List<Session> sessions = database(evidence.correlate());
    assertThat(sessions).hasSize(1);
    Session s = sessions.getFirst();
    assertThat(s.system()).isEqualTo("mariadb");
    assertThat(s.user()).isEqualTo("app");
    assertThat(s.namespace()).isEqualTo("store");
    assertThat(s.statements()).hasSize(3);
    assertThat(s.statements()).allSatisfy(q -> assertThat(q.evidence()).hasSize(2));
    Statement refused = s.statements().getLast();
    assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(refused.error()).isEqualTo("1146");
    assertThat(refused.rowsAtMost()).isZero();
  }

  @Test
  void aThreadNumberAfterARestartIsAnotherSession() {
    evidence.file(
        "store",
        "var/log/mysql/server_audit.log",
        "20250311 08:05:00,store,app,192.0.2.10,7,0,CONNECT,store,,0",
        "20250311 08:05:00,store,app,192.0.2.10,7,1,QUERY,store,'SELECT 1',0",
        "20250311 09:05:00,store,boss,192.0.2.11,7,0,CONNECT,store,,0",
        "20250311 09:05:00,store,boss,192.0.2.11,7,1,QUERY,store,'SELECT 2',0");
    List<Session> sessions = database(evidence.correlate());
    assertThat(sessions).extracting(Session::user).containsExactly("app", "boss");
    assertThat(sessions.getFirst().end().notAfter()).isNotNull();
    assertThat(sessions.get(0).statements()).hasSize(1);
  }

  @Test
  void refusedLoginsAreAttemptsAndNoSessions() {
    evidence.file(
        "store",
        "var/log/mysql/server_audit.log",
        "20250311 08:05:00,store,root,203.0.113.9,7,0,FAILED_CONNECT,,,1045",
        "20250311 08:05:01,store,root,203.0.113.9,8,0,FAILED_CONNECT,,,1045");
    Correlation c = evidence.correlate();
    assertThat(database(c)).isEmpty();
    SourceAttempts source = c.attempts().of("203.0.113.9").getFirst();
    assertThat(source.failures()).isEqualTo(2);
    assertThat(source.system()).isNotEqualTo(AccountKey.OS);
  }

  @Test
  void refusalsBeforeASessionAreNotedOnIt() {
    evidence.file(
        "store",
        "var/log/mysql/server_audit.log",
        "20250311 08:05:00,store,root,203.0.113.9,7,0,FAILED_CONNECT,,,1045",
        "20250311 08:05:01,store,app,203.0.113.9,8,0,FAILED_CONNECT,,,1045",
        "20250311 08:05:02,store,app,203.0.113.10,9,0,FAILED_CONNECT,,,1045",
        "20250311 08:05:03,store,app,203.0.113.9,10,0,CONNECT,,,0",
        "20250311 08:05:04,store,app,203.0.113.9,10,1,QUERY,store,'SELECT 1',0",
        "20250311 08:05:05,store,app,203.0.113.9,11,0,FAILED_CONNECT,,,1045");
    Session session = database(evidence.correlate()).getFirst();
    assertThat(session.login().failuresFromSource()).isEqualTo(2);
    assertThat(session.login().failuresOnAccount()).isEqualTo(2);
  }

  @Test
  void aDatabaseAccountsHistoryHasItsStatements() {
    evidence.file("store", "var/log/mysql/server_audit.log", AUDIT);
    Correlation c = evidence.correlate();
    Session s = database(c).getFirst();
    AccountHistory history =
        c.histories().before(s.account(), java.time.Instant.parse("2025-03-12T00:00:00Z"));
    assertThat(history.fingerprints()).containsEntry("select name from items where id = ?", 2L);
    assertThat(history.tables()).containsKey("store.items");
  }

  @Test
  void maskedPasswordsAndCutTextsAreTheSameStatement() {
    assertThat(
            SqlMask.equal(
                "CREATE USER x IDENTIFIED BY 'secret word'", "CREATE USER x IDENTIFIED BY *****"))
        .isTrue();
    assertThat(
            SqlMask.equal("CREATE USER y IDENTIFIED BY 'a'", "CREATE USER x IDENTIFIED BY *****"))
        .isFalse();
  }
}
