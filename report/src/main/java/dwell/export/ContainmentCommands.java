package dwell.export;

import dwell.event.IpAddress;
import dwell.incident.Incident;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Commands that would contain an incident, host by host, for people to review and run one by one.
 * dwell runs none of them, and the file as a whole ends before the first: what is blocked or locked
 * may be needed, and evidence that was not saved is lost with it. Nothing is deleted: files are
 * moved aside, accounts locked.
 */
public final class ContainmentCommands {
  private static final String PID = " pid ";

  private final Incident incident;
  private final List<String> lines = new ArrayList<>();

  private ContainmentCommands(Incident incident) {
    this.incident = incident;
  }

  /** Writes the commands; the same incident gives the same bytes. The writer stays open. */
  public static void write(Incident incident, Writer out) throws IOException {
    ContainmentCommands commands = new ContainmentCommands(incident);
    commands.head();
    commands.block();
    commands.hosts().forEach(commands::host);
    commands.rotate();
    commands.byHand("Tell", incident.containment().toNotify());
    commands.byHand("Alert on", incident.containment().alerts());
    for (String line : commands.lines) {
      out.write(line);
      out.write('\n');
    }
    out.flush();
  }

  private void head() {
    lines.add(
        "# Commands to contain an incident, to be reviewed and run one by one, on the host named.");
    lines.add(
        "# First save evidence: disks, memory, sessions that are open. dwell has run none of these.");
    lines.add("echo 'Not to be run as a whole: read it, and run what you mean to.' >&2; exit 1");
  }

  private void section(String title) {
    lines.add("");
    lines.add("## " + ShellText.comment(title));
  }

  /** A command, or a comment in its place where a reader would not see all of it. */
  private void command(String text, String... evidence) {
    for (String part : evidence) {
      if (!ShellText.shows(part)) {
        lines.add(
            "# by hand, the name has characters that do not show: " + ShellText.comment(text));
        return;
      }
    }
    lines.add(text);
  }

  private void note(String text) {
    lines.add("# " + ShellText.comment(text));
  }

  private void byHand(String title, List<String> items) {
    if (!items.isEmpty()) {
      section(title);
      items.forEach(this::note);
    }
  }

  private void block() {
    List<String> addresses = incident.containment().blockAddresses();
    if (addresses.isEmpty()) {
      return;
    }
    section("Block, at the border and on every host");
    for (String address : addresses) {
      byte[] sixteen = IpAddress.parse(address);
      if (sixteen == null) {
        note("no IP address: " + address);
        continue;
      }
      String program = IpAddress.isV4(sixteen, 0) ? "iptables" : "ip6tables";
      String text = IpAddress.text(sixteen, 0);
      lines.add(program + " -I INPUT -s " + text + " -j DROP");
      lines.add(program + " -I OUTPUT -d " + text + " -j DROP");
    }
  }

  /** Hosts with anything to do, in order. */
  private List<String> hosts() {
    TreeSet<String> hosts = new TreeSet<>(incident.containment().isolateHosts());
    for (Incident.Actor actor : incident.actors()) {
      actor.accounts().forEach(account -> hosts.add(account.host()));
    }
    incident.persistence().forEach(door -> hosts.add(door.host()));
    return List.copyOf(hosts);
  }

  private void host(String host) {
    section("On " + host);
    endSessions(host);
    accounts(host);
    doors(host);
    if (incident.containment().isolateHosts().contains(host)) {
      note("isolate: save the disk read-only first, then let only ADMIN in, an address of yours");
      lines.add("iptables -I INPUT ! -i lo ! -s \"$ADMIN\" -j DROP");
      lines.add("iptables -I OUTPUT ! -o lo ! -d \"$ADMIN\" -j DROP");
      lines.add("ip6tables -I INPUT ! -i lo -j DROP");
    }
  }

  /** The incident has them as {@code user@host pid N}. */
  private void endSessions(String host) {
    for (String session : incident.containment().endSessions()) {
      int at = session.lastIndexOf(PID);
      if (at < 0 || !session.substring(0, at).endsWith("@" + host)) {
        continue;
      }
      String pid = session.substring(at + PID.length());
      note(
          "open when the evidence was taken: "
              + session
              + "; look first whether it still is that one");
      if (!pid.isEmpty() && pid.length() < 11 && pid.chars().allMatch(c -> c >= '0' && c <= '9')) {
        lines.add("kill -HUP " + pid);
      }
    }
  }

  private void accounts(String host) {
    Map<String, Incident.ActorAccount> distinct = new LinkedHashMap<>();
    for (Incident.Actor actor : incident.actors()) {
      for (Incident.ActorAccount account : actor.accounts()) {
        if (account.host().equals(host)) {
          distinct.putIfAbsent(account.system() + '\u001f' + account.name(), account);
        }
      }
    }
    distinct.values().forEach(this::lock);
  }

  private void lock(Incident.ActorAccount account) {
    String name = account.name();
    switch (account.system()) {
      case "os" -> {
        note("account " + name + ", " + account.means());
        osAccount(name);
      }
      case "mysql", "mariadb" -> {
        note(
            "database account "
                + name
                + ", "
                + account.means()
                + "; its host part is not in the records");
        sql(
            "mysql -e ",
            "SELECT user, host FROM mysql.user WHERE user = " + ShellText.sqlText(name),
            name);
        sql("mysql -e ", "ALTER USER " + ShellText.sqlText(name) + "@'%' ACCOUNT LOCK", name);
      }
      case "postgresql" -> {
        note("database account " + name + ", " + account.means());
        sql("psql -c ", "ALTER ROLE " + ShellText.sqlName(name) + " NOLOGIN", name);
      }
      default -> note("lock by hand: " + account.system() + " account " + name);
    }
  }

  /**
   * root cannot be locked without locking out those who contain, and its processes are the host's.
   */
  private void osAccount(String name) {
    if (name.equals("root")) {
      lines.add("passwd -- root");
      return;
    }
    note("its processes end too: a service's account runs the service");
    command("usermod --lock --expiredate 1 -- " + ShellText.word(name), name);
    command("pkill -KILL -U " + ShellText.word(name), name);
  }

  private void sql(String program, String statement, String name) {
    command(program + ShellText.word(statement), name);
  }

  private void doors(String host) {
    for (Incident.Persistence door : incident.persistence()) {
      if (!door.host().equals(host) || door.removed() != null) {
        continue;
      }
      String kind = door.kind().id().replace('-', ' ');
      String path = door.path();
      if (path != null && path.startsWith("/")) {
        note(kind + ": moved aside whole; put back what is yours");
        // Beside it, cron or a web server might still take it.
        String aside = "/root/evidence/" + path.substring(1).replace('/', '%');
        command(
            "install -d -m 700 /root/evidence && mv -n -- "
                + ShellText.word(path)
                + " "
                + ShellText.word(aside),
            path);
      } else {
        note("remove by hand: " + kind + " " + (door.name() == null ? path : door.name()));
      }
    }
  }

  private void rotate() {
    if (incident.containment().rotateSecrets().isEmpty()) {
      return;
    }
    section("Rotate, wherever it opens something");
    incident.containment().rotateSecrets().forEach(this::note);
  }
}
