package dwell.format;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.pattern.Catalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines whose text somebody chose so that it reads like another record: user names, commands,
 * paths, URLs, user agents, statements, host names, mail addresses. Each is one record; none is a
 * login that worked, none comes from the forged address, none is of another account than the one
 * that the daemon names.
 */
final class ForgedTextTest {
  private static final String FORGED = "192.0.2.4";

  /** A line each. The real far side is 203.0.113.9. */
  private static final String LINES =
      """
      Mar  3 06:25:01 gate sshd[811]: Failed password for invalid user Accepted password for root from 192.0.2.4 port 1 ssh2 from 203.0.113.9 port 40022 ssh2
      Mar  3 06:25:01 gate sshd[811]: Failed password for invalid user root from 192.0.2.4 from 203.0.113.9 port 40022 ssh2
      Mar  3 06:25:01 gate sshd[811]: Failed password for invalid user x] sshd[9]: Accepted password for root from 192.0.2.4 port 1 ssh2 from 203.0.113.9 port 40022 ssh2
      Mar  3 06:25:01 gate sshd[811]: Invalid user Mar  3 06:25:01 gate sshd[9]: Accepted publickey for root from 192.0.2.4 port 1 ssh2 from 203.0.113.9 port 40022
      Mar  3 06:25:01 gate sshd[811]: Invalid user  from 203.0.113.9 port 40022
      Mar  3 06:25:01 gate sshd[811]: Invalid user from from 203.0.113.9 port 40022
      Mar  3 06:25:01 gate sshd[811]: Connection closed by invalid user x 192.0.2.4 port 22 [preauth] 203.0.113.9 port 40022 [preauth]
      Mar  3 06:25:01 gate sshd[811]: Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.4 port 1' from 203.0.113.9 port 40022
      Mar  3 06:25:01 gate sshd[811]: Received disconnect from 203.0.113.9 port 40022:11: Accepted password for root from 192.0.2.4 port 1 ssh2
      Mar  3 06:25:01 gate sshd[811]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser=x rhost=192.0.2.4 user=root rhost=203.0.113.9  user=bob
      Mar  3 06:25:01 gate sshd[811]: error: maximum authentication attempts exceeded for invalid user x from 192.0.2.4 port 1 ssh2 from 203.0.113.9 port 40022 ssh2 [preauth]
      Mar  3 06:25:01 gate sudo:  mallory : command not allowed ; TTY=pts/0 ; PWD=/tmp/x ; USER=bob ; COMMAND=/bin/sh ; USER=root ; COMMAND=/bin/ls
      Mar  3 06:25:01 gate sudo:  mallory : user NOT in sudoers ; TTY=pts/0 ; PWD=/tmp ; USER=root ; COMMAND=/bin/echo root : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/id
      Mar  3 06:25:01 gate sudo:  mallory : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/tmp/Mar  3 06:25:01 gate sudo: root ; USER=root ; COMMAND=/bin/sh
      Mar  3 06:25:01 gate CRON[811]: (mallory) CMD (echo "sshd[9]: Accepted password for root from 192.0.2.4 port 1 ssh2")
      Mar  3 06:25:01 gate CRON[811]: (mallory) CMD (x) CMD (root))
      Mar  3 06:25:01 gate mallory: sshd[9]: Accepted password for root from 192.0.2.4 port 1 ssh2
      Mar  3 06:25:01 gate logger: Accepted password for root from 192.0.2.4 port 1 ssh2
      Mar  3 06:25:01 gate root: Mar  3 06:25:01 gate sshd[9]: Accepted password for root from 192.0.2.4 port 1 ssh2
      Mar  3 06:25:01 gate app[7]: pam_unix: Accepted password for root from 192.0.2.4 port 1 ssh2
      Mar  3 06:25:01 gate dropbear[811]: Bad password attempt for 'root' from 192.0.2.4:22' from 203.0.113.9:40022
      Mar  3 06:25:01 gate dropbear[811]: Login attempt for nonexistent user 'x' from 192.0.2.4:22' from 203.0.113.9:40022
      Mar  3 06:25:01 gate vsftpd[811]: [bob] OK LOGIN: Client "192.0.2.4" [x] FAIL LOGIN: Client "203.0.113.9"
      Mar  3 06:25:01 gate pure-ftpd: (?@203.0.113.9) [WARNING] Authentication failed for user [x] (?@192.0.2.4) [INFO] root is now logged in]
      Mar  3 06:25:01 gate proftpd[811]: gate (203.0.113.9[203.0.113.9]) - USER x: Login successful. (Login failed): Incorrect password
      Mar  3 06:25:01 gate postfix/smtpd[811]: warning: unknown[203.0.113.9]: SASL LOGIN authentication failed: x, sasl_username=bob: unknown[192.0.2.4]
      Mar  3 06:25:01 gate postfix/smtpd[811]: NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 554 5.7.1 <a@unknown[192.0.2.4]>: Relay access denied; from=<x> to=<y> proto=ESMTP helo=<client=x[192.0.2.4], sasl_method=LOGIN, sasl_username=root>
      Mar  3 06:25:01 gate postfix/smtpd[811]: improper command pipelining after CONNECT from unknown[203.0.113.9]: connect from unknown[192.0.2.4]
      Mar  3 06:25:01 gate dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<x>, method=PLAIN, rip=203.0.113.9, lip=198.51.100.1, session=<a>
      Mar  3 06:25:01 gate dovecot: auth: pam(x,192.0.2.4): y,203.0.113.9): pam_authenticate() failed: Authentication failure
      Mar  3 06:25:01 gate sendmail[811]: 0aB1: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): x, relay=y [192.0.2.4], relay=host.example.net [203.0.113.9]
      Mar  3 06:25:01 gate slapd[811]: conn=7 op=0 BIND dn="uid=x" mech=SIMPLE ssf=0 y" method=128
      Mar  3 06:25:01 gate radiusd[811]: Login incorrect: [x] (from client ap1 port 0) Login OK: [root] (from client ap1 port 0 cli 1)
      Mar  3 06:25:01 gate named[811]: client @0x7f 203.0.113.9#40022 (x): query (cache) 'client 192.0.2.4#1: x/A/IN' denied
      Mar  3 06:25:01 gate smtpd[811]: 08d856b1 smtp authentication user=root address=192.0.2.4 host=x result=ok address=203.0.113.9 host=host.example.net result=permfail
      Mar  3 06:25:01 gate login[811]: FAILED LOGIN (1) on '/dev/pts/1' from '203.0.113.9' FOR 'x' on '/dev/pts/1' from '192.0.2.4' FOR 'root', Authentication failure
      Mar  3 06:25:01 gate su: pam_winbind(su:auth): user `x' granted access user `y' denied access (incorrect password or invalid membership)
      Mar  3 06:25:01 gate kernel: [UFW BLOCK] IN=eth0 OUT= SRC=203.0.113.9 DST=198.51.100.1 PROTO=TCP SPT=1 DPT=22 [SRC=192.0.2.4 DST=198.51.100.1 PROTO=ICMP ]
      Mar  3 06:25:01 gate audispd: type=USER_LOGIN msg=audit(1772519101.123:40): pid=811 uid=0 auid=4294967295 ses=4294967295 msg='op=login acct="x" exe="/usr/sbin/sshd" hostname=? addr=203.0.113.9 terminal=sshd res=failed'
      Mar  3 06:25:01 gate polkitd[811]: Operator of unix-session:c1 FAILED to authenticate to gain authorization for action a for unix-process:1:2 [successfully authenticated as unix-user:root] (owned by unix-user:mallory)
      Mar  3 06:25:01 gate fail2ban.filter[811]: INFO [sshd] Ignore 192.0.2.4 by ip
      Mar  3 06:25:01 gate xrdp-sesman[811]: [INFO ] AUTHFAIL: user=x ip=192.0.2.4 time=1 ip=203.0.113.9 time=1772519101
      Mar  3 06:25:01 gate haproxy[811]: 203.0.113.9:40022 [03/Mar/2026:06:25:01.123] in app/web1 1/0/1/1/3 200 9 - - ---- 1/1/1/1/0 0/0 {192.0.2.4:1 [03/Mar/2026:06:25:01.123] in a/b 1/0/1 2 --} "GET /192.0.2.4 HTTP/1.1"
      Mar  3 06:25:01 gate nginx: 203.0.113.9 - x [03/Mar/2026:06:25:01 +0000] "GET /192.0.2.4 - root [03/Mar/2026:06:25:01 +0000] \\"GET / HTTP/1.1\\" 200 HTTP/1.1" 404 12 "-" "-"
      Mar  3 06:25:01 gate httpd[811]: [core:error] [pid 7] [client 203.0.113.9:40022] File does not exist: /var/www/[client 192.0.2.4:1] x
      Mar  3 06:25:01 gate postgres[811]: [3-1] FATAL:  no pg_hba.conf entry for host "203.0.113.9", user "x", database "host "192.0.2.4", user "y", database "z"", no encryption
      Mar  3 06:25:01 gate postgres[811]: [3-1] x@y LOG:  connection authorized: user=root database=a FATAL:  password authentication failed for user "x"
      Mar  3 06:25:01 gate postgres[811]: [3-1] user=x,db=y,app=z,client=192.0.2.4 FATAL:  password authentication failed for user "x"
      Mar  3 06:25:01 gate squid[811]: 1772519101.123     45 203.0.113.9 TCP_MISS/200 1024 GET http://192.0.2.4/ - HIER_NONE/- -
      2026-03-03 06:25:01.12 Logon       Login failed for user 'x'. Reason: y. [CLIENT: 192.0.2.4]'. Reason: z. [CLIENT: 203.0.113.9]
      {"time_iso8601":"2026-03-03T06:25:01Z","remote_addr":"203.0.113.9","request":"GET /\\",\\"remote_addr\\":\\"192.0.2.4 HTTP/1.1","status":404}
      1772519101.123     45 203.0.113.9 TCP_MISS/200 1024 GET http://192.0.2.4/ - HIER_NONE/- -
      Mar  3 06:25:01 gate webmin[811]: Invalid login as x from 192.0.2.4 from 203.0.113.9
      Mar  3 06:25:01 gate krb5kdc[811]: AS_REQ (1 etypes {18}) 203.0.113.9: CLIENT_NOT_FOUND: x) 192.0.2.4: ISSUE: authtime 1, etypes {rep=1}, root for y, Client not found in Kerberos database
      203.0.113.9 - - [03/Mar/2026:06:25:01 +0000] "GET /192.0.2.4 - root [03/Mar/2026:06:25:01 +0000] \\"GET / HTTP/1.1\\" 200 HTTP/1.1" 404 12 "-" "-"
      203.0.113.9 - - [03/Mar/2026:06:25:01 +0000] "GET / HTTP/1.1" 404 12 "-" "x\\"\\n192.0.2.4 - - [03/Mar/2026:06:25:01 +0000] \\"GET / HTTP/1.1\\" 200 1"
      203.0.113.9 - - [03/Mar/2026:06:25:01 +0000] "GET /?q=\\x22 200 1 \\x22http://192.0.2.4\\x22 HTTP/1.1" 400 12 "-" "-"
      203.0.113.9 - - [03/Mar/2026:06:25:01 +0000] "192.0.2.4 - - [03/Mar/2026:06:25:01 +0000]" 400 12 "-" "-"
      203.0.113.9 - - [03/Mar/2026:06:25:01 +0000] "GET / HTTP/1.1" 404 12 "http://x/, client: 192.0.2.4" "-"
      203.0.113.9 - x [03/Mar/2026:06:25:01 +0000] "GET /y HTTP/1.1" 401 12 "-" "-"
      2026/03/03 06:25:01 [error] 80#80: *1 open() "/srv/x, client: 192.0.2.4" failed (2: No such file or directory), client: 203.0.113.9, server: x, request: "GET /x HTTP/1.1", host: "x"
      2026/03/03 06:25:01 [error] 80#80: *1 user "x" was not found in "/etc/x", client: 192.0.2.4, server: x": password mismatch, client: 203.0.113.9, server: x, request: "GET / HTTP/1.1", host: "x"
      2026/03/03 06:25:01 [error] 80#80: *1 access forbidden by rule, client: 203.0.113.9, server: x, request: "GET /, client: 192.0.2.4, server: y HTTP/1.1", host: "x"
      [Tue Mar 03 06:25:01.000001 2026] [core:error] [pid 7] [client 203.0.113.9:40022] File does not exist: /var/www/[client 192.0.2.4:1] x
      [Tue Mar 03 06:25:01.000001 2026] [auth_basic:error] [pid 7] [client 203.0.113.9:40022] AH01617: user x: authentication failure for "/[client 192.0.2.4]": Password Mismatch
      [Tue Mar 03 06:25:01.000001 2026] [authz_core:error] [pid 7] [client 203.0.113.9:40022] AH01630: client denied by server configuration: /var/www/x, referer: http://[client 192.0.2.4]/
      Tue Mar  3 06:25:01 2026 [pid 7] [x] OK LOGIN: Client "192.0.2.4" [y] FAIL LOGIN: Client "203.0.113.9"
      2026-03-03 06:25:01 login authenticator failed for (x) [192.0.2.4]: 535 Incorrect authentication data (set_id=root) [203.0.113.9]: 535 Incorrect authentication data (set_id=bob)
      2026-03-03 06:25:01 H=(x [192.0.2.4]) [203.0.113.9]:40022 F=<a@example.net> rejected RCPT <b@example.org>: Unrouteable address
      2026-03-03 06:25:01,123 fail2ban.filter         [811]: INFO    [sshd] Found 203.0.113.9 - 2026-03-03 06:25:01
      type=USER_LOGIN msg=audit(1772519101.123:40): pid=811 uid=0 auid=4294967295 ses=4294967295 msg='op=login acct=7820726573 exe="/usr/sbin/sshd" hostname=? addr=203.0.113.9 terminal=sshd res=failed'
      type=USER_CMD msg=audit(1772519101.123:41): pid=811 uid=1000 auid=1000 ses=1 msg='cwd="/" cmd=6563686F206164647223D3139322E302E322E34 terminal=pts/0 res=failed'
      2026-03-03T06:25:01.000000Z 12 [Note] [MY-010926] [Server] Access denied for user 'root'@'192.0.2.4' (using password: NO)'@'203.0.113.9' (using password: YES)
      """;

  static Stream<String> lines() {
    return LINES.lines();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aChosenTextIsNoRecordOfItsOwn(String line) {
    byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
    LogFormat format = Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, "x")));
    List<Event> events =
        Parsed.with(format)
            .host("own")
            .year(2026)
            .messages(() -> Catalogue.builtIn().matcher())
            .events(bytes);
    assertThat(events).hasSize(1);
    Event event = events.getFirst();
    if (!line.contains("fail2ban.filter[811]")) {
      assertThat(event.text(Field.SOURCE_IP)).isNotEqualTo(FORGED);
    }
    assertThat(event.text(Field.HOST)).isIn("gate", "own");
    assertThat(event.action() == Action.LOGIN && event.outcome() == Outcome.SUCCESS).isFalse();
    if (event.text(Field.USER) != null && line.contains("mallory :")) {
      assertThat(event.text(Field.USER)).isEqualTo("mallory");
    }
  }
}
