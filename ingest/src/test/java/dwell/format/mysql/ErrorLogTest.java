package dwell.format.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.ArtifactKey;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.Parsed;
import dwell.format.Reading;
import dwell.record.Ascii;
import dwell.record.Lines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorLogTest {
  private static final LogFormat FORMAT = new ErrorLog();

  private static final String FILE =
      """
      2026-11-03  8:05:09 0 [Note] /usr/sbin/mariadbd: ready for connections.
      Version: '10.11.8-MariaDB-log'  socket: '/run/mysqld/mysqld.sock'  port: 3306  Debian 12
      2026-11-03  8:05:10 7 [Warning] Access denied for user 'o'brien'@'192.0.2.17' (using password: YES)
      261103  8:05:11 [Warning] Access denied for user 'root'@'pc.example.org' (using password: NO)
      2026-11-03T08:05:12.123456Z 9 [Note] [MY-010926] [Server] Access denied for user 'app'@'192.0.2.18' (using password: YES)
      2026-11-03  8:05:13 8 [Warning] Aborted connection 8 to db: 'books' user: 'ledger' host: '192.0.2.17' (Got timeout reading communication packets)
      2026-11-03  8:05:14 10 [Warning] Aborted connection 10 to db: 'unconnected' user: 'unauthenticated' host: '192.0.2.19' (This connection closed normally without authentication)
      2026-11-03  8:05:15 0 [ERROR] InnoDB: something broke
      2026-11-03  8:05:16 0 [Note] InnoDB: Shutdown completed; log sequence number 1
      2026-11-03  8:05:16 0 [Note] /usr/sbin/mariadbd: Shutdown complete
      """;

  @Test
  void recordsOfEveryVersion() {
    List<Event> events = Reading.events(FORMAT, FILE);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.SERVICE_START,
            Action.LOGIN,
            Action.LOGIN,
            Action.LOGIN,
            Action.DISCONNECT,
            Action.PROBE,
            Action.ERROR,
            Action.INFO,
            Action.SERVICE_STOP);
    assertThat(events.get(0).text(Field.DB_SYSTEM)).isEqualTo("mariadb");
    Event denied = events.get(1);
    assertThat(denied.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(denied.text(Field.USER)).isEqualTo("o'brien");
    assertThat(denied.text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(denied.text(Field.SESSION)).isEqualTo("7");
    assertThat(denied.time().instant()).hasToString("2026-11-03T08:05:10Z");
    assertThat(events.get(2).text(Field.SOURCE_DOMAIN)).isEqualTo("pc.example.org");
    assertThat(events.get(3).text(Field.MESSAGE)).startsWith("[MY-010926] [Server] Access denied");
    assertThat(events.get(3).time().digits()).isEqualTo(6);
    assertThat(events.get(4).text(Field.USER)).isEqualTo("ledger");
    assertThat(events.get(4).text(Field.SESSION)).isEqualTo("8");
    assertThat(events.get(5).text(Field.USER)).isNull();
  }

  @Test
  void whatTheServerWritesToSyslog() {
    byte[] bytes =
        ("mysqld 261103  8:05:11 [Warning] Access denied for user 'root'@'192.0.2.17' (using password: NO)\n"
                + "mysql-server_auditing info db9,ledger,192.0.2.17,7,12,QUERY,books,'SELECT 1',1142\n")
            .getBytes(StandardCharsets.UTF_8);
    List<Event> events = new ArrayList<>();
    ArtifactKey artifact = ArtifactKey.of("db7", "x", "x");
    EventBatch batch =
        new EventBatch(rows -> {
          for (int row = 0; row < rows.size(); row++) {
            events.add(rows.event(row, artifact));
          }
        });
    batch.chunk(bytes, 0, 1);
    MysqlMessages messages = new MysqlMessages();
    for (int at = 0; at < bytes.length; ) {
      int end = Lines.end(bytes, at, bytes.length);
      int space = Ascii.indexOf(bytes, at, end, (byte) ' ');
      batch.next(at, end, 0, 0);
      assertThat(messages.match(bytes, at, space, space + 1, end - 1, batch)).isTrue();
      at = end;
    }
    assertThat(messages.match(bytes, 0, 3, 7, 20, batch)).as("another program").isFalse();
    batch.flush();

    assertThat(events.get(0).action()).isEqualTo(Action.LOGIN);
    assertThat(events.get(0).text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(events.get(1).text(Field.DB_QUERY)).isEqualTo("SELECT 1");
    assertThat(events.get(1).text(Field.HOST)).isEqualTo("db9");
    assertThat(events.get(1).text(Field.DB_STATUS)).isEqualTo("1142");
  }

  @Test
  void isRecognisedByItsLevels() {
    assertThat(FORMAT.recognise(GeneralLogTest.sample(FILE))).isPositive();
    assertThat(FORMAT.recognise(GeneralLogTest.sample("2026-11-03 08:05:09 UTC [7] LOG:  x\n")))
        .isZero();
  }

  /** {@code general_log_file} may name the same file. */
  @Test
  void linesOfTheGeneralLogHaveTheirTimeAndThread() {
    String log =
        "191015  9:46:45\t    13 Query\tSHOW STATUS\n"
            + "2019-10-16 17:24:15 0 [Note] InnoDB: Using Linux native AIO\n";
    Event event = Parsed.with(new ErrorLog()).events(log).getFirst();
    assertThat(event.time().instant()).hasToString("2019-10-15T09:46:45Z");
    assertThat(event.text(Field.SESSION)).isEqualTo("13");
    assertThat(event.text(Field.MESSAGE)).isEqualTo("Query\tSHOW STATUS");
  }
}
