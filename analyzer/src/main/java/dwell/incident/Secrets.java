package dwell.incident;

import dwell.detect.ActKind;
import dwell.detect.SensitiveFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Secrets that the actor read, and what the records show that they open. */
final class Secrets {
  private static final Set<String> CLIENTS = Set.of(".my.cnf", ".mylogin.cnf", ".pgpass");

  private final Findings findings;

  private Secrets(Findings findings) {
    this.findings = findings;
  }

  static List<Incident.ExposedSecret> of(Findings findings) {
    Secrets secrets = new Secrets(findings);
    Map<String, Incident.ExposedSecret> out = new LinkedHashMap<>();
    for (Deed deed : findings.deeds()) {
      String path = deed.act().path();
      if (path == null || deed.failed()) {
        continue;
      }
      SecretKind kind =
          switch (deed.kind()) {
            case PRIVATE_KEY_READ, KEY_USED_ONWARD -> SecretKind.PRIVATE_KEY;
            case PASSWORD_FILE_READ -> SecretKind.PASSWORD_FILE;
            case STORED_PASSWORD_READ ->
                SensitiveFile.of(path) == SensitiveFile.PASSWORDS
                    ? SecretKind.PASSWORD_FILE
                    : SecretKind.CONFIGURATION;
            case HISTORY_READ -> SecretKind.HISTORY;
            default -> null;
          };
      if (kind != null) {
        out.putIfAbsent(
            deed.host() + '\n' + path,
            new Incident.ExposedSecret(
                kind, deed.host(), path, secrets.opens(kind, deed), deed.time(), deed.evidence()));
      }
    }
    List<Incident.ExposedSecret> list = new ArrayList<>(out.values());
    list.sort(
        Comparator.comparing(Incident.ExposedSecret::time, Times.ORDER)
            .thenComparing(Incident.ExposedSecret::host)
            .thenComparing(Incident.ExposedSecret::path));
    return List.copyOf(list);
  }

  /**
   * Whether a database was opened by this secret and no other: a client's own file of passwords,
   * else settings, where the actor read no client's file there.
   */
  private boolean opensDatabase(Deed deed) {
    return client(deed)
        || (settings(deed)
            && findings.deeds().stream()
                .noneMatch(d -> d.host().equals(deed.host()) && !d.failed() && client(d)));
  }

  /** mysql(1) and psql(1) read their passwords from these files. */
  private static boolean client(Deed deed) {
    String path = String.valueOf(deed.act().path());
    return CLIENTS.contains(path.substring(path.lastIndexOf('/') + 1));
  }

  private static boolean settings(Deed deed) {
    String path = deed.act().path();
    return deed.kind() == ActKind.STORED_PASSWORD_READ
        && path != null
        && SensitiveFile.of(path) != SensitiveFile.PASSWORDS;
  }

  /** What was opened after the secret was read: sessions that came out of that host. */
  private @Nullable String opens(SecretKind kind, Deed deed) {
    TreeSet<String> out = new TreeSet<>();
    for (Involved involved : findings.party().sessions()) {
      var session = involved.session();
      boolean database = session.kind() == dwell.correlate.Session.Kind.DATABASE;
      boolean later = deed.earliest() != null && Times.start(session).isAfter(deed.earliest());
      boolean onward =
          deed.host().equals(session.origin().evidenceHost()) || involved.via() != null;
      boolean key =
          kind == SecretKind.PRIVATE_KEY
              && !database
              && session.login().key() != null
              && deed.host().equals(session.origin().evidenceHost());
      if (later && (key || (database && onward && opensDatabase(deed)))) {
        out.add(
            session.user()
                + (database ? " (" + session.system() + ")" : "")
                + " on "
                + session.host());
      }
    }
    return out.isEmpty() ? null : String.join(", ", out);
  }
}
