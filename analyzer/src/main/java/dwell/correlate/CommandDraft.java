package dwell.correlate;

import dwell.correlate.Command.Source;
import dwell.event.EventTime;
import dwell.event.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command while its witnesses are gathered. Mutable. */
final class CommandDraft {
  /** By time or its earliest bound; where those are equal, by order. */
  static final Comparator<CommandDraft> ORDER =
      Comparator.comparingLong(CommandDraft::sortTime)
          .thenComparingLong(c -> c.order)
          .thenComparing(c -> c.evidence.first());

  String text;
  final String user;
  String as;
  @Nullable String directory;
  @Nullable String tty;
  Outcome outcome = Outcome.UNKNOWN;
  final Set<Source> sources = EnumSet.noneOf(Source.class);
  int children;
  boolean ambiguous;
  final Stamp time = new Stamp();
  @Nullable Instant notBefore;
  @Nullable Instant notAfter;
  long order;

  /** The time of its last witness; for programs that belong to one line. */
  long lastWitness;

  /** Where it stands; null while no session is found. */
  @Nullable SessionDraft session;

  final Evidence evidence = new Evidence();

  CommandDraft(String text, String user, String as, Source source) {
    this.text = text;
    this.user = user;
    this.as = as;
    sources.add(source);
  }

  private long sortTime() {
    if (time.known()) {
      return time.nanos();
    }
    return notBefore == null ? Long.MAX_VALUE : EventTime.nanos(notBefore);
  }

  /** Takes the witnesses, the finer time and the details of another telling of the same command. */
  void merge(CommandDraft other) {
    boolean better = other.rank() < rank();
    if (better) {
      text = other.text;
    }
    if (other.sources.contains(Source.SUDO) || other.sources.contains(Source.SU)) {
      as = other.as;
    }
    directory = directory == null ? other.directory : directory;
    tty = tty == null ? other.tty : tty;
    outcome = outcome == Outcome.UNKNOWN ? other.outcome : outcome;
    children = Math.max(children, other.children);
    time.add(other.time.nanos(), other.time.digits());
    order = Math.max(order, other.order);
    for (String id : other.evidence.ids()) {
      evidence.add(id, other.rank());
    }
    sources.addAll(other.sources);
  }

  /** The lower, the closer to what was typed. */
  int rank() {
    return sources.stream().mapToInt(Enum::ordinal).min().orElse(Source.OTHER.ordinal());
  }

  Command build() {
    Moment moment = time.known() ? time.moment() : Moment.between(notBefore, notAfter, order);
    return new Command(
        moment,
        text,
        user,
        as,
        directory,
        tty,
        outcome,
        sources,
        children,
        ambiguous,
        evidence.ids());
  }
}
