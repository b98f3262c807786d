package dwell.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.format.Parsed;
import dwell.pattern.Catalogue;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20260303T062501Z started           | 2026-03-03T06:25:01Z      | 20260303T062501Z
          20260303T062501,5 started          | 2026-03-03T06:25:01.500Z  | 20260303T062501,5
          1772519101.250 99 192.0.2.1 HIT    | 2026-03-03T06:25:01.250Z  | 1772519101.250
          [1772519101] SERVICE ALERT: gate   | 2026-03-03T06:25:01Z      | 1772519101
          [2026-03-03 06:25:01,5] started    | 2026-03-03T06:25:01.500Z  | 2026-03-03 06:25:01,5
          [Tue Mar  3 06:25:01 2026] started | 2026-03-03T06:25:01Z      | Tue Mar  3 06:25:01 2026
          2026-03-03 06:25:01 error: x       | 2026-03-03T06:25:01Z      | 2026-03-03 06:25:01
          2026-03-03 06:25:01 SMTP x         | 2026-03-03T06:25:01Z      | 2026-03-03 06:25:01
          2026-03-03 06:25:01,5 fail2x: y    | 2026-03-03T06:25:01.500Z  | 2026-03-03 06:25:01,5
          2026-03-03 06:25:01 EST started    | 2026-03-03T11:25:01Z      | 2026-03-03 06:25:01 EST
          2026-03-03 06:25:01 +0100 started  | 2026-03-03T05:25:01Z      | 2026-03-03 06:25:01 +0100
          [20260303T062501Z] started         | 2026-03-03T06:25:01Z      | 20260303T062501Z
          1772519101 started                 |                           |
          5551234567.89 is no time           |                           |
          1772519101.250x started            |                           |
          [1772519101.250s] started          |                           |
          """)
  void aStampAtTheBeginning(String line, String time, String original) {
    Event event = Parsed.with(new TextFormat()).events(line + '\n').getFirst();
    assertThat(Objects.toString(event.time().instant(), null)).isEqualTo(time);
    assertThat(event.text(Field.TIME_ORIGINAL)).isEqualTo(original);
    assertThat(event.text(Field.MESSAGE)).isEqualTo(line);
  }

  /**
   * Files that one daemon writes alone: dmesg, vsftpd (logging.c), fail2ban (server/server.py),
   * Exim's mainlog (src/log.c). Columns: line, program, pid, message, shape.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          [   12.345678] usb 1-1: USB disconnect, device number 4 | kernel | - | usb 1-1: USB disconnect, device number 4 | kernel/usb-disconnect
          [Tue Mar  3 06:25:01 2026] Linux version 6.1.0 | kernel | - | Linux version 6.1.0 | kernel/linux-version
          Tue Mar  3 06:25:01 2026 [pid 7] CONNECT: Client "203.0.113.9" | vsftpd | 7 | CONNECT: Client "203.0.113.9" | syslog/vsftpd-connection
          Tue Mar  3 06:25:01 2026 [pid 7] [bob] FAIL LOGIN: Client "203.0.113.9" | vsftpd | 7 | [bob] FAIL LOGIN: Client "203.0.113.9" | syslog/vsftpd-failed
          2026-03-03 06:25:01,123 fail2ban.actions        [811]: NOTICE  [sshd] Ban 203.0.113.9 | fail2ban.actions | 811 | NOTICE [sshd] Ban 203.0.113.9 | firewall/banned
          2026-03-03 06:25:01,123 fail2ban.actions: WARNING [ssh] Unban 203.0.113.9 | fail2ban.actions | - | WARNING [ssh] Unban 203.0.113.9 | firewall/unbanned
          2026-03-03 06:25:01,123 fail2ban.jail           [811]: INFO    Jail 'sshd' started | fail2ban.jail | 811 | INFO Jail 'sshd' started | firewall/fail2ban-state
          2026-03-03 06:25:01 login authenticator failed for (x) [203.0.113.9]: 535 Incorrect authentication data (set_id=bob) | exim | - | login authenticator failed for (x) [203.0.113.9]: 535 Incorrect authentication data (set_id=bob) | syslog/exim-failed
          2026-03-03 06:25:01 SMTP connection from [203.0.113.9]:40022 (TCP/IP connection count = 1) | exim | - | SMTP connection from [203.0.113.9]:40022 (TCP/IP connection count = 1) | syslog/exim-connection
          """)
  void aDaemonsOwnFile(String line, String program, Long pid, String message, String shape) {
    Event event =
        Parsed.with(new TextFormat())
            .messages(() -> Catalogue.builtIn().matcher())
            .events(line + '\n')
            .getFirst();
    assertThat(event.text(Field.SHAPE)).isEqualTo(shape);
    assertThat(event.text(Field.PROCESS)).isEqualTo(program);
    assertThat(event.number(Field.PID)).isEqualTo(pid);
    assertThat(event.text(Field.MESSAGE)).isEqualTo(message);
  }
}
