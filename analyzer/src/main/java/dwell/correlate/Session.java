package dwell.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stay of an account on a host or in a database, from its login to its end. For visits of a web
 * site: what one address did with one user agent without a long pause.
 *
 * @param id the id of the event that opened it; the same evidence gives the same id
 * @param host where it was opened; for a database session the server's host
 * @param system {@link AccountKey#OS}, the database's name, or {@code web}
 * @param user the account as logged; empty where unknown
 * @param origin where it came from
 * @param login how it was let in
 * @param start when it was accepted
 * @param end when it ended; {@link Moment#UNKNOWN} where no record tells, with bounds where any are
 *     known
 * @param endedBy which kind of record tells the end
 * @param nativeIds its ids in the logs: {@code ses=855} of audit, logind's number, MySQL's thread,
 *     PostgreSQL's {@code %c} or pid
 * @param namespace the database of a database session at its start; null where unknown
 * @param parent the session it came out of; null where none is known
 * @param application for a database session that no shell command explains although its client is a
 *     host of the evidence, or that its account opens as it always does: the application's normal
 *     use
 * @param became accounts whose rights were used within it, the session's own left out
 * @param commands in order of time, those without a time by their order
 * @param statements in order of time; only for database sessions
 * @param requests web requests, for web sessions; 0 else
 * @param evidence ids of the events that tell its opening, its end and its changes of user: first
 *     the one that opened it
 */
public record Session(
    String id,
    Kind kind,
    String host,
    String system,
    String user,
    Origin origin,
    Login login,
    Moment start,
    Moment end,
    EndedBy endedBy,
    Set<String> nativeIds,
    @Nullable String namespace,
    @Nullable Link parent,
    boolean application,
    List<String> became,
    List<Command> commands,
    List<Statement> statements,
    long requests,
    List<String> evidence) {
  public Session {
    nativeIds = Set.copyOf(nativeIds);
    became = List.copyOf(became);
    commands = List.copyOf(commands);
    statements = List.copyOf(statements);
    evidence = List.copyOf(evidence);
  }

  /** What kind of stay it is. */
  public enum Kind {
    SSH("ssh"),
    LOCAL("local"),
    DATABASE("database"),
    WEB("web");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The word used in {@code incident.json}. */
    public String id() {
      return id;
    }
  }

  /** Which kind of record tells the end of a session. */
  public enum EndedBy {
    /** The server said that the session was closed, or the client that it left. */
    CLOSED,
    DISCONNECTED,
    /** A signal or {@code KILL} from outside of it. */
    KILLED,
    /** The host went down or came up anew, so that it cannot have lasted. */
    BOOT,
    /** It had not ended when the evidence was taken, as far as the records tell. */
    STILL_OPEN,
    /** No record tells, and others show that it can be over. */
    UNKNOWN
  }

  /**
   * The far side.
   *
   * @param ip null where it was local or only a name is known
   * @param domain a host name, where the record has that instead; null else
   * @param port 0 where unknown
   * @param evidenceHost the host of the evidence whose address {@code ip} is; null where it is none
   * @param userAgent of a web session; null else
   */
  public record Origin(
      @Nullable String ip,
      @Nullable String domain,
      int port,
      @Nullable String evidenceHost,
      @Nullable String userAgent) {}

  /**
   * How a session was let in.
   *
   * @param method as logged; null where unknown
   * @param key the key's fingerprint; null where none
   * @param pid of the server's process; 0 where unknown
   * @param tty as logged; null where unknown or none
   * @param childPids pids of the server's processes that serve it beside {@code pid}
   * @param failuresInConnection refused attempts in the same connection before
   * @param failuresFromSource refused attempts from the same address on the same host before
   * @param failuresOnAccount refused attempts on the same account of the same host, from any
   *     address, before
   */
  public record Login(
      @Nullable String method,
      @Nullable String key,
      long pid,
      @Nullable String tty,
      Set<Long> childPids,
      long failuresInConnection,
      long failuresFromSource,
      long failuresOnAccount) {
    public Login {
      childPids = Set.copyOf(childPids);
    }
  }

  /** The same session with these of its statements alone. */
  public Session with(List<Statement> some) {
    return new Session(
        id,
        kind,
        host,
        system,
        user,
        origin,
        login,
        start,
        end,
        endedBy,
        nativeIds,
        namespace,
        parent,
        application,
        became,
        commands,
        some,
        requests,
        evidence);
  }

  /** The account that the session was opened as. */
  public AccountKey account() {
    return new AccountKey(host, system, user);
  }

  /** Whether the session can have been open at that instant. */
  public boolean covers(Instant instant) {
    Instant from = start.earliest();
    Instant to = end.latest();
    return from != null && !instant.isBefore(from) && (to == null || !instant.isAfter(to));
  }
}
