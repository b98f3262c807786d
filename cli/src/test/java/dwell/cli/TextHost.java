package dwell.cli;

import dwell.cli.TextSite.Style;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One host of a {@link TextSite} with the files that its daemons write. */
final class TextHost {
  private static final String AUTH = "var/log/auth.log";
  static final String WTMP = "var/log/wtmp";

  private record Line(Instant time, String text) {}

  final TextSite site;
  final String name;
  final String address;
  Instant last = Instant.EPOCH;
  private final Map<String, List<Line>> logs = new LinkedHashMap<>();
  private final Map<String, String> users = new TreeMap<>();
  private final List<byte[]> wtmp = new ArrayList<>();
  private final Map<String, Instant> touched = new TreeMap<>();
  private int thread = 10;

  TextHost(TextSite site, String name, String address) {
    this.site = site;
    this.name = name;
    this.address = address;
  }

  private void line(String path, Instant time, String text) {
    logs.computeIfAbsent(path, k -> new ArrayList<>()).add(new Line(time, text));
    last = time.isAfter(last) ? time : last;
  }

  /** A record of syslog's, in the site's style. */
  void log(String path, Instant time, String program, String text) {
    String pattern =
        site.style == Style.ISO ? "yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx" : "MMM ppd HH:mm:ss";
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    line(
        path,
        time,
        stamp.format(time.atZone(site.style.zone)) + ' ' + name + ' ' + program + ": " + text);
  }

  void auth(Instant time, String program, String text) {
    log(AUTH, time, program, text);
  }

  /** An ssh login of some minutes. {@code key} null: by password. */
  Visit login(
      String time,
      int minutes,
      String user,
      String ip,
      @org.jspecify.annotations.Nullable String key) {
    Instant at = TextSite.at(time);
    long pid = site.next();
    long port = 30_000 + pid * 13 % 30_000;
    String sshd = "sshd[" + pid + ']';
    String by = key == null ? "password for " + user : "publickey for " + user;
    auth(
        at,
        sshd,
        "Accepted "
            + by
            + " from "
            + ip
            + " port "
            + port
            + " ssh2"
            + (key == null ? "" : ": ED25519 SHA256:" + key));
    String uid = uid(user);
    auth(
        at,
        sshd,
        "pam_unix(sshd:session): session opened for user " + user + "(uid=" + uid + ") by (uid=0)");
    Instant end = at.plusSeconds(minutes * 60L);
    auth(
        end,
        "sshd[" + (pid + 1) + ']',
        "Received disconnect from " + ip + " port " + port + ":11: disconnected by user");
    auth(
        end,
        "sshd[" + (pid + 1) + ']',
        "Disconnected from user " + user + ' ' + ip + " port " + port);
    auth(end, sshd, "pam_unix(sshd:session): session closed for user " + user);
    wtmp(7, at, pid, "pts/" + pid % 7, user, ip);
    wtmp(8, end, pid, "pts/" + pid % 7, "", "");
    return new Visit(this, user, at);
  }

  /** What a person does in a login: each command a minute after the one before. */
  static final class Visit {
    private final TextHost host;
    private final String user;
    private Instant now;

    Visit(TextHost host, String user, Instant start) {
      this.host = host;
      this.user = user;
      this.now = start;
    }

    Visit types(String command) {
      now = now.plusSeconds(45);
      host.line(
          (user.equals("root") ? "root" : "home/" + user) + "/.bash_history",
          now,
          "#" + now.getEpochSecond() + '\n' + command);
      return this;
    }

    /** By sudo: the command is in the history and in the log. */
    Visit sudo(String command) {
      types("sudo " + command);
      String padded = String.format(Locale.ROOT, "%8s", user);
      host.auth(
          now,
          "sudo",
          padded
              + " : TTY=pts/1 ; PWD=/home/"
              + user
              + " ; USER=root ; COMMAND=/usr/bin/"
              + command);
      host.auth(
          now,
          "sudo",
          "pam_unix(sudo:session): session opened for user root(uid=0) by "
              + user
              + "(uid="
              + host.uid(user)
              + ")");
      host.auth(now, "sudo", "pam_unix(sudo:session): session closed for user root");
      return this;
    }

    Visit failedSudo() {
      now = now.plusSeconds(30);
      host.auth(
          now,
          "sudo",
          "pam_unix(sudo:auth): authentication failure; logname="
              + user
              + " uid="
              + host.uid(user)
              + " euid=0 tty=/dev/pts/1 ruser="
              + user
              + " rhost=  user="
              + user);
      return this;
    }

    Instant now() {
      return now;
    }
  }

  String uid(String user) {
    return users.computeIfAbsent(
        user, k -> k.equals("root") ? "0" : Integer.toString(1000 + users.size()));
  }

  /** A password that sshd refuses. */
  void refuse(Instant time, String user, String ip, boolean invalid) {
    long pid = site.next();
    long port = 30_000 + pid * 13 % 30_000;
    String sshd = "sshd[" + pid + ']';
    String from = " from " + ip + " port " + port;
    if (invalid) {
      auth(time, sshd, "Invalid user " + user + from);
    }
    auth(
        time,
        sshd,
        "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh"
            + " ruser= rhost="
            + ip
            + (invalid ? " " : "  user=" + user));
    auth(
        time.plusSeconds(2),
        sshd,
        "Failed password for " + (invalid ? "invalid user " : "") + user + from + " ssh2");
    auth(
        time.plusSeconds(3),
        sshd,
        "Connection closed by "
            + (invalid ? "invalid" : "authenticating")
            + " user "
            + user
            + ' '
            + ip
            + " port "
            + port
            + " [preauth]");
  }

  void request(Instant time, String ip, String request, int status, long bytes, String agent) {
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT);
    line(
        "var/log/nginx/access.log",
        time,
        ip
            + " - - ["
            + stamp.format(time.atZone(site.style.zone))
            + "] \""
            + request
            + " HTTP/1.1\" "
            + status
            + ' '
            + bytes
            + " \"-\" \""
            + agent
            + '"');
  }

  /** A connection to MySQL in the general log; MariaDB's form or MySQL 8's, by the site's style. */
  void mysql(Instant time, String user, String ip, String database, String... statements) {
    thread++;
    mysqlLine(time, "Connect", user + '@' + ip + " on " + database + " using TCP/IP");
    Instant now = time;
    for (String statement : statements) {
      mysqlLine(now, "Query", statement);
      now = now.plusSeconds(1);
    }
    mysqlLine(now, "Quit", "");
  }

  private void mysqlLine(Instant time, String command, String text) {
    String stamp =
        site.style == Style.ISO
            ? DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
                .format(time.atOffset(ZoneOffset.UTC))
            : DateTimeFormatter.ofPattern("yyMMdd ppH:mm:ss", Locale.ROOT)
                .format(time.atZone(site.style.zone));
    String id = String.format(Locale.ROOT, "%5d", thread);
    line("var/log/mysql/mysql.log", time, stamp + '\t' + id + ' ' + command + '\t' + text);
  }

  /**
   * A connection to PostgreSQL as log_connections, log_statement and log_disconnections show it.
   */
  void postgres(Instant time, String user, String ip, String database, String... statements) {
    long pid = site.next();
    long port = 30_000 + pid * 13 % 30_000;
    pgLine(time, pid, "", "connection received: host=" + ip + " port=" + port);
    String who = user + '@' + database + ' ';
    pgLine(time, pid, who, "connection authorized: user=" + user + " database=" + database);
    Instant now = time;
    for (String statement : statements) {
      pgLine(now, pid, who, "statement: " + statement);
      now = now.plusSeconds(1);
    }
    pgLine(
        now,
        pid,
        who,
        "disconnection: session time: 0:00:0"
            + statements.length % 10
            + ".100 user="
            + user
            + " database="
            + database
            + " host="
            + ip
            + " port="
            + port);
  }

  private void pgLine(Instant time, long pid, String who, String text) {
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    String zone = site.style == Style.ISO ? " IST" : " UTC";
    var local =
        site.style == Style.ISO ? time.atZone(site.style.zone) : time.atZone(ZoneOffset.UTC);
    line(
        "var/log/postgresql/postgresql-15-main.log",
        time,
        stamp.format(local) + zone + " [" + pid + "] " + who + "LOG:  " + text);
  }

  /** utmp(5): 384 bytes, little-endian. */
  private void wtmp(int type, Instant time, long pid, String line, String user, String ip) {
    ByteBuffer entry = ByteBuffer.allocate(384).order(ByteOrder.LITTLE_ENDIAN);
    entry.putInt(0, type).putInt(4, (int) pid);
    entry.put(8, line.getBytes(StandardCharsets.US_ASCII));
    entry.put(44, user.getBytes(StandardCharsets.US_ASCII));
    entry.put(76, ip.getBytes(StandardCharsets.US_ASCII));
    entry.putInt(340, (int) time.getEpochSecond());
    if (!ip.isEmpty()) {
      int i = 348;
      for (String part : ip.split("\\.")) {
        entry.put(i++, (byte) Integer.parseInt(part));
      }
    }
    wtmp.add(entry.array());
  }

  /** Drops the log's lines before a moment: somebody emptied it. */
  void emptied(String path, Instant moment) {
    emptied(path, Instant.MIN, moment);
  }

  /** Drops the log's lines of a stretch: rotated before, emptied at its end. */
  void emptied(String path, Instant from, Instant to) {
    logs.getOrDefault(path, new ArrayList<>())
        .removeIf(line -> !line.time().isBefore(from) && line.time().isBefore(to));
  }

  /** Moves the log's lines before a moment to its first rotation. */
  void rotated(String path, Instant moment) {
    List<Line> all = logs.getOrDefault(path, new ArrayList<>());
    List<Line> old = new ArrayList<>(all);
    old.removeIf(line -> !line.time().isBefore(moment));
    all.removeAll(old);
    logs.put(path + ".1", old);
  }

  /** Moves what the log has by now to a second rotation, newer than the first. */
  void rotatedAgain(String path, Instant moment) {
    List<Line> first = logs.remove(path + ".1");
    rotated(path, moment);
    logs.put(path + ".0", logs.remove(path + ".1"));
    logs.put(path + ".1", first);
  }

  /** Somebody writes a file at a moment that it has no record of. */
  void touched(String path, Instant moment) {
    touched.put(path, moment);
  }

  /** When a file was last written: a log with its last record. */
  Instant written(String path) {
    List<Line> lines = logs.getOrDefault(path, List.of());
    Instant time = lines.isEmpty() ? last.plusSeconds(60) : lines.getLast().time();
    return touched.getOrDefault(path, time);
  }

  Map<String, byte[]> files(String names) {
    Map<String, byte[]> out = new LinkedHashMap<>();
    StringBuilder passwd = new StringBuilder("root:x:0:0:root:/root:/bin/bash\n");
    users.forEach((user, uid) ->
        passwd
            .append(user)
            .append(":x:")
            .append(uid)
            .append(':')
            .append(uid)
            .append("::/home/")
            .append(user)
            .append(":/bin/bash\n"));
    put(out, "etc/hostname", name + '\n');
    put(out, "etc/hosts", names);
    put(out, "etc/timezone", site.style.zone.getId() + '\n');
    put(out, "etc/passwd", passwd.toString());
    logs.forEach((path, lines) -> {
      lines.sort(Comparator.comparing(Line::time));
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line.text()).append('\n'));
      put(out, path, text.toString());
    });
    if (!wtmp.isEmpty()) {
      wtmp.sort(
          Comparator.comparingInt(
              e -> ByteBuffer.wrap(e).order(ByteOrder.LITTLE_ENDIAN).getInt(340)));
      ByteBuffer all = ByteBuffer.allocate(384 * wtmp.size());
      wtmp.forEach(all::put);
      out.put(WTMP, all.array());
    }
    return out;
  }

  private static void put(Map<String, byte[]> out, String path, String text) {
    out.put(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
