package dwell.report;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all sections of one report share. Used by one report, by one thread. */
public final class ReportContext {
  private final Incident incident;
  private final ReportInputs inputs;
  private final Times times;
  private final Citations citations = new Citations();
  private long textLeft = Limits.ALL_TEXT;

  ReportContext(Incident incident, ReportInputs inputs) {
    this.incident = incident;
    this.inputs = inputs;
    this.times = new Times(incident.hosts());
  }

  public Incident incident() {
    return incident;
  }

  public ReportInputs inputs() {
    return inputs;
  }

  public Citations citations() {
    return citations;
  }

  /** See {@link Times#local}. */
  public @Nullable String local(Stamp stamp, @Nullable String host) {
    return times.local(stamp, host);
  }

  /** Text from evidence, redacted where that was asked for, cut at {@link Limits#TEXT}. */
  public String text(String text) {
    return cut(text, Limits.TEXT);
  }

  /** A name from evidence: an account, a path, a table. */
  public String name(@Nullable String name) {
    return name == null ? "" : cut(name, Limits.NAME);
  }

  /** Names joined, with a count of those left out. */
  public String names(List<String> names) {
    List<String> shown = names.subList(0, Math.min(names.size(), Limits.NAMES));
    String joined = String.join(", ", shown.stream().map(this::name).toList());
    return shown.size() == names.size()
        ? joined
        : joined + " and " + Numbers.count(names.size() - shown.size()) + " more";
  }

  /** Text cut to {@code limit} units, its length given where it was cut. */
  public String cut(String text, int limit) {
    String redacted = inputs.redaction().apply(text);
    int most = textLeft > 0 ? limit : Math.min(limit, Limits.SPENT_TEXT);
    String shown = redacted.length() <= most ? redacted : shortened(redacted, most);
    textLeft -= shown.length();
    return shown;
  }

  /** Text of one line where its beginning is enough: redacted, cut with an ellipsis. */
  public String brief(String text, int limit) {
    String redacted = inputs.redaction().apply(text);
    if (redacted.length() <= limit) {
      return redacted;
    }
    int end = Character.isHighSurrogate(redacted.charAt(limit - 2)) ? limit - 2 : limit - 1;
    return redacted.substring(0, end) + "…";
  }

  /** A quoted record, cut at {@link Limits#EXCERPT_TEXT}; there is always room for it. */
  public String quote(String raw) {
    String record = inputs.redaction().apply(raw.stripTrailing());
    return record.length() <= Limits.EXCERPT_TEXT ? record : shortened(record, Limits.EXCERPT_TEXT);
  }

  private static String shortened(String text, int length) {
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + " … (" + Numbers.count(text.length()) + " characters)";
  }

  /** The beginning of a hash, enough to compare by eye. */
  public String hash(String hash) {
    return hash.length() <= 16 ? hash : hash.substring(0, 16) + "…";
  }

  /** Cites events; see {@link Citations#cite}. */
  public Citations.Cited cite(List<String> ids) {
    return citations.cite(ids);
  }

  public Citations.Cited cite(String id) {
    return citations.cite(List.of(id));
  }
}
