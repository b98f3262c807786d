package dwell.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.IpAddress;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names that a far side chose so that they read like the rest of a daemon's message: none may move
 * the far side's address, nor make a success of a failure. The names are made of the daemon's own
 * other messages, with an address that nobody came from.
 */
class ForgedNamesTest {
  private static final String REAL = "203.0.113.9";
  private static final String FORGED = "192.0.2.4";

  private static final String REAL_PLACE = "{source}";
  private static final String NAME_PLACE = "{name}";

  /** What daemons write when nobody was let in: program, then the message. */
  private static final String REFUSALS =
      """
      sshd|Failed password for invalid user {name} from {source} port 40022 ssh2
      sshd|Failed none for invalid user {name} from {source} port 40022 ssh2
      sshd|Failed publickey for invalid user {name} from {source} port 40022 ssh2: RSA SHA256:abc
      sshd|Invalid user {name} from {source} port 40022
      sshd|Postponed keyboard-interactive for invalid user {name} from {source} port 40022 ssh2 [preauth]
      sshd|Partial keyboard-interactive/pam for invalid user {name} from {source} port 40022 ssh2
      sshd|Connection closed by invalid user {name} {source} port 40022 [preauth]
      sshd|Connection reset by invalid user {name} {source} port 40022 [preauth]
      sshd|Disconnected from invalid user {name} {source} port 40022 [preauth]
      sshd|error: maximum authentication attempts exceeded for invalid user {name} from {source} port 40022 ssh2 [preauth]
      sshd|error: PAM: Authentication failure for illegal user {name} from {source}
      sshd|Received disconnect from {source} port 40022:11: {name} [preauth]
      sshd|Bad protocol version identification '{name}' from {source} port 40022
      sshd|fatal: Access denied for invalid user {name} by PAM account configuration [preauth]
      sshd|userauth_hostbased mismatch: client sends {name}, but we resolve {source} to host.example.net
      sshd|refused local port forward: originator {name} port 1, target {name} port 2
      sshd|debug1: userauth-request for user {name} service ssh-connection method none [preauth]
      sshd|pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser={name} rhost={source}
      sshd|refused connect from {name}@host.example.net ({source})
      sshd|pam_duo(sshd:auth): Failed Duo login for '{name}' from {source}
      sshd|pam_google_authenticator(sshd:auth): Invalid verification code for {name}
      sshd|pam_winbind(sshd:auth): user `{name}' denied access (incorrect password or invalid membership)
      sshd|pam_access(sshd:account): access denied for user `{name}' from `{source}'
      sshd|pam_unix(sshd:auth): check pass; user ({name}) unknown
      sshd|pam_warn(sshd:auth): function=[pam_sm_authenticate] flags=0x1 service=[sshd] terminal=[ssh] user=[{name}] ruser=[{name}] rhost=[{source}]
      sshd|pam_sss(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost={source} user={name}
      dropbear|Bad password attempt for '{name}' from {source}:40022
      dropbear|Login attempt for nonexistent user '{name}' from {source}:40022
      dropbear|Login attempt with wrong user {name} from {source}:40022
      dropbear|Max auth tries reached - user '{name}' from {source}:40022
      dropbear|Exit before auth from <{source}:40022>: (user '{name}', 1 fails): Exited normally
      dropbear|Pubkey auth bad signature for '{name}' with key SHA256:abc from {source}:40022
      proftpd|gate (host.example.net[{source}]) - USER {name} (Login failed): Incorrect password
      proftpd|gate (host.example.net[{source}]) - USER {name}: no such user found from host.example.net [{source}] to 198.51.100.1:21
      pure-ftpd|(?@{source}) [WARNING] Authentication failed for user [{name}]
      vsftpd|[{name}] FAIL LOGIN: Client "{source}"
      postfix/smtpd|warning: unknown[{source}]: SASL LOGIN authentication failed: {name}
      postfix/smtpd|warning: unknown[{source}]: SASL LOGIN authentication failed: (reason unavailable), sasl_username={name}
      postfix/smtpd|NOQUEUE: reject: RCPT from unknown[{source}]: 554 5.7.1 <{name}>: Relay access denied; from=<{name}> to=<b@example.org> proto=ESMTP helo=<{name}>
      postfix/smtpd|warning: non-SMTP command from unknown[{source}]: {name}
      dovecot|imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<{name}>, method=PLAIN, rip={source}, lip=198.51.100.1, TLS, session=<abc>
      dovecot|auth: pam({name},{source}): pam_authenticate() failed: Authentication failure (Password mismatch?)
      openvpn|{source}:40022 TLS: Username/Password authentication failed for username '{name}'
      openvpn|{source}:40022 peer info: {name}
      charon|10[IKE] XAuth authentication of '{name}' failed
      charon|10[IKE] EAP method EAP_MSCHAPV2 failed for peer {name}
      xrdp-sesman|[INFO ] AUTHFAIL: user={name} ip={source} time=1772519101
      webmin|Invalid login as {name} from {source}
      webmin|Non-existent login as {name} from {source}
      login|FAILED LOGIN (1) on '/dev/pts/1' from '{source}' FOR '{name}', Authentication failure
      login|invalid password for '{name}' on '/dev/pts/1' from '{source}'
      login|LOGIN FAILURE FROM {source}, {name}
      smbd|{"timestamp": "2026-03-03T06:25:01.1+0000", "type": "Authentication", "Authentication": {"version": {"major": 1, "minor": 2}, "eventId": 4625, "logonId": "0", "logonType": 3, "status": "NT_STATUS_WRONG_PASSWORD", "localAddress": "ipv4:198.51.100.1:445", "remoteAddress": "ipv4:{source}:40022", "serviceDescription": "SMB2", "authDescription": null, "clientAccount": "{name}"}}
      smbd|Auth: [SMB2,(null)] user [X]\\[{name}] at [Tue, 03 Mar 2026] with [NTLMv2] status [NT_STATUS_WRONG_PASSWORD] workstation [{name}] remote host [ipv4:{source}:40022] mapped to [X]\\[{name}]. local host [ipv4:198.51.100.1:445]
      klogind|Authentication failed from host.example.net ({source}): {name}
      in.rshd|x@host.example.net as root: permission denied ({name})
      sudo|mallory : command not allowed ; TTY=pts/0 ; PWD=/tmp/{name} ; USER=root ; COMMAND=/bin/{name}
      sudo|mallory : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/tmp/{name} ; USER=root ; COMMAND=/bin/sh
      sudo|mallory : you are not permitted to use the -D option with /root ; TTY=pts/0 ; PWD=/tmp/{name} ; USER=root ; COMMAND=/bin/sh
      polkitd|Operator of unix-session:c1 FAILED to authenticate to gain authorization for action org.example.a for unix-process:4711:100 [{name}] (owned by unix-user:mallory)
      su|pam_winbind(su:auth): user `{name}' denied access (incorrect password or invalid membership)
      proftpd|gate.example.org (host.example.net[{source}]): USER {name} (Login failed): Incorrect password
      slapd|conn=7 op=0 BIND dn="{name}" method=128
      krb5kdc|AS_REQ (8 etypes {18 17}) {source}: PREAUTH_FAILED: {name} for krbtgt/EXAMPLE.ORG@EXAMPLE.ORG, Preauthentication failed
      krb5kdc|AS_REQ (8 etypes {18 17}) {source}: CLIENT_NOT_FOUND: {name} for krbtgt/EXAMPLE.ORG@EXAMPLE.ORG, Client not found in Kerberos database
      krb5kdc|AS_REQ (8 etypes {18 17}) {source}: LOCKED_OUT: {name} for krbtgt/EXAMPLE.ORG@EXAMPLE.ORG, Client's credentials have been revoked
      radiusd|Login incorrect (pap: CLEARTEXT password check failed): [{name}] (from client ap1 port 0 cli 02-00-5e-10-00-01)
      radiusd|Invalid user: [{name}] (from client ap1 port 0)
      smtpd|08d856b172f69c5c smtp authentication user={name} address={source} host=host.example.net result=permfail
      sendmail|0aB1: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): {name}, relay=host.example.net [{source}]
      dovecot|auth-worker(4711): conn unix:auth-worker (pid=4710,uid=97): auth-worker<1>: pam({name},{source}): pam_authenticate() failed: Authentication failure
      dovecot|pop3-login: Aborted login: user=<{name}>, method=PLAIN, rip={source}, lip=198.51.100.1
      named|client @0x7f {source}#40022 (x): query (cache) '{name}/A/IN' denied
      named|client {source}#40022: query: {name} IN A + (198.51.100.1)
      sshd|scanned from {source} port 40022 with {name}. Don't panic.
      unix_chkpwd|password check failed for user ({name})
      roundcube|<ab12cd34> Failed login for {name} from {source} in session ab12cd34ef (error: 0)
      roundcube|<ab12cd34> IMAP Error: Login failed for {name} against localhost from {source}. LOGIN: Authentication failed. in /srv/roundcube/rcube_imap.php on line 200
      phpMyAdmin|user denied: {name} (mysql-denied) from {source}
      wordpress|Authentication failure for {name} from {source}
      wordpress|Authentication attempt for unknown user {name} from {source}
      wordpress|Blocked authentication attempt for {name} from {source}
      drupal|https://example.org|1772519101|user|{source}|https://example.org/user/login||0||Login attempt failed for {name}.
      Nextcloud|Login failed: {name} (Remote IP: {source})
      Nextcloud|{core} Login failed: '{name}' (Remote IP: '{source}')
      gitea|Failed authentication attempt for {name} from {source}:40022: user does not exist [uid: 0, name: {name}, keyid: 0]
      gitlab|Failed Login: username={name} ip={source}
      pvedaemon|authentication failure; rhost={source} user={name} msg=no such user ('{name}')
      froxlor|[Login Action {source}] Unknown user '{name}' tried to login.
      vaultwarden|Username or password is incorrect. Try again. IP: {source}. Username: {name}.
      guacamole|WARN  o.a.g.r.auth.AuthenticationService - Authentication attempt from {source} for user "{name}" failed.
      lighttpd|(mod_auth.c.500) password doesn't match for /admin username: {name} IP: {source}
      monit|Warning: Client '{source}' supplied unknown user '{name}' accessing monit httpd
      imapd|LOGIN FAILED, user={name}, ip=[{source}]
      imapd|Login failed user={name} auth={name} host=host.example.net [{source}]
      cyrus/imap|badlogin: host.example.net [{source}] plaintext {name} SASL(-13): authentication failure: checkpass failed
      perdition|Auth: {source}:40022->198.51.100.1:143 client-secure=plaintext authorisation_id=NONE authentication_id="{name}" server="192.0.2.25:143" protocol=IMAP4 server-secure=plaintext status="failed: Re-Authentication Failure"
      vpopmail|vchkpw-smtp: password fail {name}:{source}
      horde|[imp] FAILED LOGIN for {name} [{source}] to localhost:143 [pid 811 on line 139 of "/srv/horde/imp/lib/Auth.php"]
      sogod|SOGoRootPage Login from '{source}' for user '{name}' might not have worked - password policy: 65535  grace: -1  expire: -1  bound: 0
      squirrelmail|[LOGIN_ERROR] {name} (example.org) from {source}: Unknown user or password incorrect.
      ejabberd|(tls|<0.1011.0>) Failed c2s PLAIN authentication for {name} from {source}: Invalid username or password
      asterisk|NOTICE[812] chan_sip.c: Registration from '{name}' failed for '{source}:5060' - Wrong password
      asterisk|NOTICE[812] chan_iax2.c: No registration for peer '{name}' (from {source})
      asterisk|NOTICE[812] chan_sip.c: Call from '{name}' ({source}:5060) to extension '{name}' rejected because extension not found in context 'default'.
      freeswitch|[WARNING] sofia_reg.c:1792 SIP auth failure (REGISTER) on sofia profile 'internal' for [{name}] from ip {source}
      murmur|<W>2026-03-03 06:25:01.123 1 => <7:{name}(-1)> Rejected connection from {source}:40022: Invalid server password
      ocserv|worker[bob]: {source} failed authentication attempt for user '{name}'
      pppd|Peer {name} failed CHAP authentication
      rsyncd|auth failed on module srv from host.example.net ({source}) for {name}: password mismatch
      rsyncd|rsync on {name} from host.example.net ({source})
      znc|[{name}] failed to login from {source}
      """;

  /** What they write when somebody was: only for the names to be made of. */
  private static final String ADMISSIONS =
      """
      sshd|Accepted password for {name} from {source} port 40022 ssh2
      sshd|Accepted publickey for {name} from {source} port 40022 ssh2: ED25519 SHA256:abc
      sshd|Accepted gssapi-with-mic for {name} from {source} port 40022 ssh2: x@EXAMPLE.ORG
      sshd|pam_duo(sshd:auth): Successful Duo login for '{name}' from {source}
      sshd|pam_google_authenticator(sshd:auth): Accepted google_authenticator for {name}
      sshd|pam_winbind(sshd:auth): user '{name}' granted access
      sshd|pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser= rhost={source} user={name}
      dropbear|Password auth succeeded for '{name}' from {source}:40022
      dropbear|Pubkey auth succeeded for '{name}' with key SHA256:abc from {source}:40022
      proftpd|gate (host.example.net[{source}]) - USER {name}: Login successful.
      pure-ftpd|(?@{source}) [INFO] {name} is now logged in
      vsftpd|[{name}] OK LOGIN: Client "{source}"
      postfix/smtpd|4F1A2: client=unknown[{source}], sasl_method=LOGIN, sasl_username={name}
      dovecot|imap-login: Login: user=<{name}>, method=PLAIN, rip={source}, lip=198.51.100.1, mpid=4711, TLS
      openvpn|{source}:40022 [{name}] Peer Connection Initiated with [AF_INET]{source}:40022
      charon|05[IKE] IKE_SA ra[1] established between 198.51.100.1[gate]...{source}[{name}]
      charon|10[IKE] XAuth authentication of '{name}' successful
      xrdp-sesman|[INFO ] Access permitted for user: {name}
      webmin|Successful login as {name} from {source}
      login|'{name}' logged in on '/dev/pts/1' from '{source}'
      smbd|{"timestamp": "x", "type": "Authentication", "Authentication": {"version": {"major": 1, "minor": 2}, "eventId": 4624, "logonId": "0", "logonType": 3, "status": "NT_STATUS_OK", "localAddress": "ipv4:198.51.100.1:445", "remoteAddress": "ipv4:{source}:1", "serviceDescription": "{name}"}}
      in.rshd|x@host.example.net as {name}: cmd='x'
      sudo|mallory : TTY=pts/0 ; PWD=/{name} ; USER=root ; COMMAND=/bin/sh
      polkitd|Operator of unix-session:c1 successfully authenticated as unix-user:root to gain ONE-SHOT authorization for action {name} for unix-process:4711:100 [x] (owned by unix-user:alice)
      su|pam_winbind(su:auth): user '{name}' granted access
      slapd|conn=7 op=0 BIND dn="{name}" mech=SIMPLE bind_ssf=0 ssf=256
      slapd|conn=7 fd=19 ACCEPT from IP={source}:59800 (IP=198.51.100.1:636)
      slapd|conn=7 op=1 PASSMOD id="{name}" old new
      krb5kdc|AS_REQ (8 etypes {18 17}) {source}: ISSUE: authtime 1772515501, etypes {rep=18 tkt=18 ses=18}, {name} for krbtgt/EXAMPLE.ORG@EXAMPLE.ORG
      krb5kdc|TGS_REQ (4 etypes {18 17}) {source}: ISSUE: authtime 1772515501, etypes {rep=18 tkt=18 ses=18}, {name} for host/x@EXAMPLE.ORG
      roundcube|<ab12cd34> Successful login for {name} (ID: 7) from {source} in session ab12cd34ef
      phpMyAdmin|user authenticated: {name} from {source}
      wordpress|Accepted password for {name} from {source}
      drupal|https://example.org|1772519101|user|{source}|https://example.org/user/login||7||Session opened for {name}.
      gitlab|Successful Login: username={name} ip={source} method=standard admin=false
      pvedaemon|<root@pam> successful auth for user '{name}'
      froxlor|[Login Action {source}] User '{name}' successfully logged in.
      guacamole|INFO  o.a.g.r.auth.AuthenticationService - User "{name}" successfully authenticated from {source}.
      imapd|LOGIN, user={name}, ip=[{source}], port=[40022], protocol=IMAP
      imapd|Login user={name} host=host.example.net [{source}]
      cyrus/imap|login: host.example.net [{source}] {name} plaintext User logged in
      perdition|Auth: {source}:40022->198.51.100.1:143 client-secure=plaintext authorisation_id=NONE authentication_id="{name}" server="192.0.2.25:143" protocol=IMAP4 server-secure=plaintext status="ok"
      vpopmail|vchkpw-submission: (PLAIN) login success {name}:{source}
      horde|[horde] Login success for {name} [{source}] to Horde [pid 811 on line 198 of "/srv/horde/login.php"]
      sogod|SOGoRootPage successful login from '{source}' for user '{name}' - expire = -1  grace = -1
      squirrelmail|[LOGIN] {name} (example.org) from {source}
      ejabberd|(tls|<0.1011.0>) Accepted c2s PLAIN authentication for {name} by mnesia backend from {source}
      ocserv|main[{name}]:{source}:40022 new user session
      pppd|user {name} logged in on tty pts/1 intf ppp0
      rsyncd|rsync on srv/x from {name}@host.example.net ({source})
      znc|[{name}] connected to ZNC from {source}
      radiusd|(1) Login OK: [{name}] (from client ap1 port 0)
      radiusd|Ignoring request to auth address * port 1812 from unknown client {source} port 1 {name}
      smtpd|08d856b172f69c5c smtp authentication user={name} address={source} host=host.example.net result=ok
      sendmail|AUTH=server, relay=host.example.net [{source}], authid={name}, mech=PLAIN, bits=0
      named|client {source}#40022: transfer of '{name}/IN': AXFR started
      """;

  private record Message(String program, String text) {
    static List<Message> of(String table) {
      return table
          .lines()
          .map(line ->
              new Message(
                  line.substring(0, line.indexOf('|')), line.substring(line.indexOf('|') + 1)))
          .toList();
    }

    String filled(String name, String source) {
      return text.replace(REAL_PLACE, source).replace(NAME_PLACE, name);
    }

    /** What stands in front of the first place for a name, and what behind the last. */
    String front(String source) {
      return text.substring(0, text.indexOf(NAME_PLACE)).replace(REAL_PLACE, source);
    }

    String behind(String source) {
      return text.substring(text.lastIndexOf(NAME_PLACE) + NAME_PLACE.length())
          .replace(REAL_PLACE, source);
    }
  }

  private static final MessageMatcher MATCHER = Catalogue.builtIn().matcher();

  private final EventBatch batch = new EventBatch(4, full -> {});

  static Stream<Message> refusals() {
    return Message.of(REFUSALS).stream();
  }

  private static Set<String> names(Message refusal) {
    Set<String> names = new TreeSet<>();
    List<Message> models = new ArrayList<>(Message.of(REFUSALS));
    models.addAll(Message.of(ADMISSIONS));
    for (Message model : models) {
      if (model.program.equals(refusal.program)) {
        names.add("x" + model.behind(FORGED));
        names.add(model.filled("x", FORGED));
        names.add("x" + model.behind(FORGED) + refusal.front(FORGED) + "y");
        names.add("x" + refusal.behind(FORGED) + model.filled("y", FORGED));
      }
    }
    names.add("");
    names.add("a b");
    names.add("x rhost=" + FORGED + " user=root");
    return names;
  }

  /** Quotes in JSON, and what Dovecot and libwrap make printable, reach the log in escaped form. */
  private static String written(Message refusal, String name) {
    return refusal.text.startsWith("{") ? name.replace("\\", "\\\\").replace("\"", "\\\"") : name;
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void forgedNameNeitherMovesTheSourceNorLetsIn(Message refusal) {
    assertThat(read(refusal.program, refusal.filled("x", REAL))).as("the message itself").isTrue();
    if (refusal.text.contains(REAL_PLACE)) {
      assertThat(address()).isEqualTo(REAL);
    }
    int understood = 0;
    for (String name : names(refusal)) {
      String message = refusal.filled(written(refusal, name), REAL);
      if (!read(refusal.program, message)) {
        continue;
      }
      understood++;
      String shape = batch.keywordAt(Field.SHAPE, 0);
      assertThat(address()).as("%s as %s", message, shape).isIn(REAL, "-");
      assertThat(batch.action(0) == Action.INFO || batch.outcome(0) != Outcome.SUCCESS)
          .as("%s as %s", message, shape)
          .isTrue();
    }
    assertThat(understood).as("names that are understood").isGreaterThan(4);
  }

  private boolean read(String program, String text) {
    byte[] name = program.getBytes(UTF_8);
    byte[] message = text.getBytes(UTF_8);
    byte[] bytes = new byte[name.length + message.length];
    System.arraycopy(name, 0, bytes, 0, name.length);
    System.arraycopy(message, 0, bytes, name.length, message.length);
    batch.clear();
    batch.chunk(bytes, 0, 1);
    batch.next(0, bytes.length, 0, 0);
    return MATCHER.match(bytes, 0, name.length, name.length, bytes.length, batch);
  }

  private String address() {
    int code = batch.code(Field.SOURCE_IP, 0);
    return code < 0
        ? "-"
        : IpAddress.text(
            batch.values(Field.SOURCE_IP).arena(), batch.values(Field.SOURCE_IP).start(code));
  }
}
