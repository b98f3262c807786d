package dwell.incident;

import dwell.detect.SensitiveFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Secrets that the actor read, and what the records show that they open. */
final class Secrets {
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
      if (later && (key || (kind == SecretKind.CONFIGURATION && database && onward))) {
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
