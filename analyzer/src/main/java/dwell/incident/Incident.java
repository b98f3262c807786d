package dwell.incident;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dwell.correlate.Confidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as far as the evidence tells: the records of {@code incident.json} ({@value
 * #SCHEMA}). A component's name is its key, in this order; null is an absent key. Every id in an
 * {@code evidence} list is an event's, or {@code fact:ID} where a conclusion rests on what a person
 * said. {@code actors}, {@code sessions}, {@code data}, {@code exfiltration}, {@code persistence},
 * {@code exposedSecrets} and {@code reentry} hold the incident's own alone.
 *
 * @param schema always {@link #SCHEMA}
 * @param vector null where the verdict is no compromise
 * @param phases by time
 */
public record Incident(
    String schema,
    @JsonProperty("case") CaseInfo caseInfo,
    Verdict verdict,
    Origin origin,
    List<Host> hosts,
    List<Answer> answers,
    @Nullable Vector vector,
    List<Phase> phases,
    Dwell dwell,
    List<Actor> actors,
    Background background,
    List<ActorSession> sessions,
    List<Data> data,
    List<Exfiltration> exfiltration,
    List<Persistence> persistence,
    List<ExposedSecret> exposedSecrets,
    List<Elsewhere> elsewhere,
    List<Seen> network,
    List<Reentry> reentry,
    List<Gap> gaps,
    List<Tampering> tampering,
    List<Finding> detections,
    List<Series> activity,
    Containment containment) {

  /** The form's name and version. */
  public static final String SCHEMA = "dwell-incident/1";

  /** The same incident with further findings, behind its own. */
  public Incident with(List<Finding> further) {
    List<Finding> findings = new ArrayList<>(detections);
    findings.addAll(further);
    return new Incident(
        schema,
        caseInfo,
        verdict,
        origin,
        hosts,
        answers,
        vector,
        phases,
        dwell,
        actors,
        background,
        sessions,
        data,
        exfiltration,
        persistence,
        exposedSecrets,
        elsewhere,
        network,
        reentry,
        gaps,
        tampering,
        List.copyOf(findings),
        activity,
        containment);
  }

  /**
   * The case and the tool.
   *
   * @param codename null where nobody gave one
   * @param marking how the report may be handed on; null where nobody said
   * @param generated when this was written
   * @param ledgerHead hash of the custody ledger's last entry
   */
  public record CaseInfo(
      @Nullable String codename,
      @Nullable String marking,
      String tool,
      String version,
      @Nullable String build,
      @Nullable Stamp generated,
      @Nullable String manifestSha256,
      @Nullable String ledgerHead) {}

  /** A host of the evidence; {@code addresses} are those that its records show as its own. */
  public record Host(
      String name,
      List<String> addresses,
      @Nullable String zone,
      @Nullable String zoneBasis,
      List<Source> sources) {}

  /**
   * One file of the evidence. {@code size} in bytes; {@code first} and {@code last} are the times
   * of its records; {@code unknown} counts the records that no parser knew.
   */
  public record Source(
      String path,
      @Nullable String format,
      @Nullable String sha256,
      long size,
      @Nullable String copyOf,
      @Nullable Stamp first,
      @Nullable Stamp last,
      long records,
      long events,
      long unknown,
      List<String> faults) {}

  /** An answer to a question of the incident commander's checklist. */
  public record Answer(
      String question,
      AnswerStatus status,
      String text,
      @Nullable Confidence confidence,
      List<String> evidence,
      List<String> missing) {}

  /** The way in. */
  public record Vector(
      String text,
      @Nullable String technique,
      @Nullable String host,
      @Nullable Stamp time,
      Confidence confidence,
      List<String> against,
      List<String> evidence) {}

  /**
   * A stretch of one stage; one stage may have several. {@code events} counts what belongs to it.
   */
  public record Phase(
      PhaseName phase,
      Stamp start,
      Stamp end,
      long events,
      List<String> techniques,
      List<String> evidence) {}

  /**
   * How long.
   *
   * @param firstContact the first thing that the actor tried
   * @param stillInside {@code yes}, {@code no} or {@code unknown}
   * @param why of {@code stillInside}
   * @param openDoors ways back that nothing shows to be closed
   */
  public record Dwell(
      @Nullable Stamp firstContact,
      @Nullable Stamp firstAccess,
      @Nullable Stamp lastActivity,
      @Nullable Stamp detected,
      @Nullable Stamp evicted,
      @Nullable Range toDetection,
      @Nullable Range toEviction,
      List<Interval> intervals,
      String stillInside,
      String why,
      List<String> openDoors) {}

  /** Seconds: {@code low} is what the records prove, {@code high} what their gaps still allow. */
  public record Range(double low, @Nullable Double high) {}

  /** A stretch of presence; {@code to} is null where no record ends it. */
  public record Interval(
      Stamp from, @Nullable Stamp to, Stamp lastProven, @Nullable String endedBy) {}

  /** Whoever did it: what can be told apart as one party. */
  public record Actor(
      String id,
      List<ActorAddress> addresses,
      List<ActorAccount> accounts,
      List<String> keys,
      List<String> userAgents) {}

  /** An address outside of the evidence that the actor came from. */
  public record ActorAddress(
      String ip,
      @Nullable Stamp first,
      @Nullable Stamp last,
      long attempts,
      long successes,
      String why,
      Confidence confidence,
      List<String> against,
      List<String> evidence) {}

  /**
   * An account that the actor used. {@code system} is {@code os} or the database's name; {@code
   * how} is null where no record tells how they came by it.
   */
  public record ActorAccount(
      String host,
      String system,
      String name,
      @Nullable AccountHow how,
      @Nullable Stamp first,
      @Nullable Stamp last,
      String why,
      Confidence confidence,
      List<String> against,
      List<String> evidence) {

    /** {@code how} as a word for people. */
    public String means() {
      return how == null ? "unknown how" : how.id();
    }
  }

  /**
   * Attempts that came to nothing and that nothing ties to the incident; {@code top} by attempts.
   */
  public record Background(long addresses, long attempts, List<BackgroundAddress> top) {}

  /** {@code users}: the account names tried from there, distinct. */
  public record BackgroundAddress(String ip, long attempts, long users) {}

  /**
   * A session of the actor. {@code host} is where it was opened, {@code sourceIp} the far side as
   * that host saw it; {@code parent} the id of the session that it was opened from.
   */
  public record ActorSession(
      String id,
      SessionKind kind,
      String host,
      @Nullable String user,
      @Nullable String sourceIp,
      @Nullable Stamp start,
      @Nullable Stamp end,
      @Nullable String method,
      @Nullable String parent,
      String why,
      Confidence confidence,
      List<String> evidence,
      List<Command> commands,
      List<Query> queries) {}

  /**
   * A command. Where the record has no time, {@code order} is its place in its file, and {@code
   * notBefore} and {@code notAfter} are what other records allow. {@code as}: the account it ran
   * as.
   */
  public record Command(
      @Nullable Stamp time,
      @Nullable Long order,
      @Nullable Stamp notBefore,
      @Nullable Stamp notAfter,
      String text,
      @Nullable String as,
      @Nullable String outcome,
      String event) {}

  /** A database statement; a refused one has outcome {@code failure} and touched no data. */
  public record Query(
      @Nullable Stamp time,
      String text,
      @Nullable String operation,
      List<String> tables,
      String outcome,
      @Nullable String error,
      @Nullable Rows rows,
      String event) {}

  /**
   * {@code known}: returned as records count it; {@code atMost}: what could have been. Null:
   * unknown.
   */
  public record Rows(@Nullable Long known, @Nullable Long atMost) {}

  /**
   * A table that the actor's statements reached.
   *
   * @param statements those that did, by time
   */
  public record Data(
      String system,
      @Nullable String database,
      String table,
      List<String> columns,
      List<String> operations,
      @JsonProperty("queries") List<Reach> statements,
      @Nullable Rows rows,
      @Nullable String sensitive,
      List<String> evidence) {

    /** How many statements reached the table. */
    public long queryCount() {
      return statements.size();
    }
  }

  /** A statement that reached a table, by its event. */
  public record Reach(@Nullable Stamp time, String event) {}

  /** Something that left. {@code bytes} is null where no record tells the size. */
  public record Exfiltration(
      @Nullable Stamp time,
      String host,
      String what,
      @Nullable Long bytes,
      @Nullable String to,
      String method,
      Confidence confidence,
      List<String> evidence) {}

  /** A way back. {@code removed} is null where no record shows that it was taken away. */
  public record Persistence(
      PersistenceKind kind,
      String host,
      @Nullable String name,
      @Nullable String path,
      @Nullable Stamp time,
      @Nullable Stamp removed,
      List<String> evidence) {}

  /** A secret that the actor read or could read. {@code opens}: what it is known to open. */
  public record ExposedSecret(
      SecretKind kind,
      String host,
      String path,
      @Nullable String opens,
      @Nullable Stamp time,
      List<String> evidence) {}

  /** The same account or key on other hosts. Exactly one of {@code account} and {@code key}. */
  public record Elsewhere(
      @Nullable String account, @Nullable String key, List<String> hosts, List<String> evidence) {}

  /**
   * A host or address that the actor learned of. Exactly one of {@code address} and {@code name}.
   */
  public record Seen(
      @Nullable String address,
      @Nullable String name,
      List<String> seenBy,
      boolean reached,
      boolean inEvidence,
      List<String> evidence) {}

  /** One connection after the eviction. */
  public record Reentry(
      Stamp time,
      @Nullable String ip,
      @Nullable String user,
      String host,
      String outcome,
      String why,
      List<String> evidence) {}

  /** Records that should be there and are not, with nothing that explains it. */
  public record Gap(
      String host, @Nullable String path, @Nullable Stamp from, @Nullable Stamp to, String why) {}

  /** Evidence that somebody altered, by an act that a record shows. */
  public record Tampering(
      String kind,
      String host,
      @Nullable String path,
      @Nullable Stamp from,
      @Nullable Stamp to,
      String why,
      List<String> evidence) {}

  /**
   * What a detection found.
   *
   * @param rule the file of the Sigma rule that it is of, within the folder of rules; null for
   *     dwell's own, which alone speak of the incident
   */
  public record Finding(
      String id,
      String title,
      String level,
      List<String> techniques,
      @Nullable Stamp first,
      @Nullable Stamp last,
      long count,
      List<String> evidence,
      @Nullable String rule) {}

  /** A curve: {@code points} by time, only where the count is not zero. */
  public record Series(String series, String unit, List<Point> points) {}

  /** Written as {@code [time, count]}; {@code time} is the start of its interval. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"time", "count"})
  public record Point(Stamp time, long count) {}

  /** What to do now, as names to act upon; commands are made of them elsewhere. */
  public record Containment(
      List<String> blockAddresses,
      List<String> lockAccounts,
      List<String> lockDatabaseAccounts,
      List<String> rotateSecrets,
      List<String> remove,
      List<String> endSessions,
      List<String> isolateHosts,
      @JsonProperty("notify") List<String> toNotify,
      List<String> alerts) {

    /** Nothing to do. */
    public static final Containment NONE =
        new Containment(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of());
  }
}
