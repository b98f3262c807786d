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
          03-Mar-2026 06:25:01.5 INFO x      | 2026-03-03T06:25:01.500Z  | 03-Mar-2026 06:25:01.5
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
          811:M 03 Mar 2026 06:25:01.123 - Accepted 203.0.113.9:40022 | redis | 811 | Accepted 203.0.113.9:40022 | syslog/redis-connection
          [811] 03 Mar 06:25:01.123 * Ready to accept connections | redis | 811 | Ready to accept connections | syslog/redis-ready
          2026-03-03 06:25:01.12 Logon       Login failed for user 'sa'. [CLIENT: 203.0.113.9] | sqlservr | - | Login failed for user 'sa'. [CLIENT: 203.0.113.9] | syslog/mssql-refused
          2026-03-03 06:25:01.123 UTC [811] LOG C-0x55d1: shop/bob@203.0.113.9:40022 closing because: password authentication failed (age=0s) | pgbouncer | 811 | C-0x55d1: shop/bob@203.0.113.9:40022 closing because: password authentication failed (age=0s) | syslog/pgbouncer-failed
          Mar 03 06:25:01 imap-login: Info: Disconnected (auth failed, 1 attempts in 2 secs): user=<bob>, method=PLAIN, rip=203.0.113.9, lip=198.51.100.1, TLS, session=<abc> | dovecot | - | imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<bob>, method=PLAIN, rip=203.0.113.9, lip=198.51.100.1, TLS, session=<abc> | syslog/dovecot-failed
          2026-03-03 06:25:01: (mod_auth.c.500) get_password failed, IP: 203.0.113.9 | lighttpd | - | (mod_auth.c.500) get_password failed, IP: 203.0.113.9 | web.error/lighttpd-failed
          2026/03/03 06:25:01 ...web/auth/auth.go:199:SignInPost() [I] Failed authentication attempt for bob from 203.0.113.9:40022 | gitea | - | ...web/auth/auth.go:199:SignInPost() [I] Failed authentication attempt for bob from 203.0.113.9:40022 | syslog/gitea-refused
          [2026-03-03 06:25:01] NOTICE[812] chan_iax2.c: No registration for peer '100' (from 203.0.113.9) | asterisk | - | NOTICE[812] chan_iax2.c: No registration for peer '100' (from 203.0.113.9) | syslog/asterisk-no-peer
          2026-03-03 06:25:01.123456 98.20% [WARNING] sofia_reg.c:2531 Can't find user [100@example.org] from 203.0.113.9 | freeswitch | - | 98.20% [WARNING] sofia_reg.c:2531 Can't find user [100@example.org] from 203.0.113.9 | syslog/freeswitch-no-user
          Tue Mar  3 06:25:01 2026 1 203.0.113.9 1024 /srv/ftp/a.zip b _ o r bob ftp 0 * c | xferlog | - | 1 203.0.113.9 1024 /srv/ftp/a.zip b _ o r bob ftp 0 * c | syslog/ftp-transfer
          Tue Mar  3 06:25:01 2026 203.0.113.9:40022 TLS Auth Error: Auth Username/Password verification failed for peer | openvpn | - | 203.0.113.9:40022 TLS Auth Error: Auth Username/Password verification failed for peer | syslog/openvpn-not-verified
          2026-03-03 06:25:01 203.0.113.9:40022 TLS Auth Error: Auth Username/Password verification failed for peer | openvpn | - | 203.0.113.9:40022 TLS Auth Error: Auth Username/Password verification failed for peer | syslog/openvpn-not-verified
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
