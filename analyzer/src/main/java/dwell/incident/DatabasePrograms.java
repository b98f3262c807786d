package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.correlate.Statement;
import dwell.detect.Act;
import dwell.detect.ActKind;
import dwell.detect.ActReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a database server was made to run on its host, by {@code COPY … PROGRAM} (PostgreSQL, COPY)
 * or a function of a library: it runs with the rights of the account that the server runs as.
 */
final class DatabasePrograms {
  private DatabasePrograms() {}

  /**
   * The account that a server runs as: {@code postgres} (PostgreSQL, "The PostgreSQL User Account")
   * and {@code mysql} (mariadbd(8), {@code --user}) wherever they are installed from packages.
   */
  static String account(String system) {
    return system.equals("postgresql") ? "postgres" : "mysql";
  }

  /** What the programs do that a statement runs. */
  static List<Deed> deeds(Session session, Statement statement) {
    List<Deed> out = new ArrayList<>();
    String account = account(session.system());
    for (String program : statement.analysis().programs()) {
      for (Act act : ActReader.read(program, account, null)) {
        out.add(Deed.of(act, session.id(), session.host(), account, statement));
      }
    }
    return out;
  }

  /** The server's account, where a database session made it run programs; else null. */
  static Party.@Nullable Hold hold(Session session, List<Deed> deeds) {
    for (Deed deed : deeds) {
      if (deed.kind() == ActKind.DATABASE_PROGRAM_RUN && !deed.failed()) {
        return new Party.Hold(
            AccountKey.os(session.host(), account(session.system())),
            AccountHow.REACHED,
            "the database ran programs on its host for " + session.user(),
            Confidence.PROVEN,
            List.of(),
            deed.evidence());
      }
    }
    return null;
  }
}
