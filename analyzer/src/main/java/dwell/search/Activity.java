package dwell.search;

import dwell.correlate.Moment;
import dwell.correlate.Session;
import dwell.event.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the records tell of one address or account.
 *
 * @param events how many events name it
 * @param first the first time of these events and of the sessions' lines; null where there is none
 * @param last the last
 * @param doors where it tried to get in, by first attempt
 * @param stays its sessions and all that came out of them: each followed by those that it is the
 *     parent of
 * @param lines what happened, in order of time; runs of attempts and of requests are one line each
 */
public record Activity(
    long events,
    @Nullable Instant first,
    @Nullable Instant last,
    List<Door> doors,
    List<Stay> stays,
    List<Line> lines) {
  public Activity {
    doors = List.copyOf(doors);
    stays = List.copyOf(stays);
    lines = List.copyOf(lines);
  }

  /**
   * Attempts to get in at one door from one side.
   *
   * @param system {@code os}, or the database's name
   * @param source the far side; for an address, itself; empty for local logins
   * @param failures refused attempts
   * @param successes attempts let in
   * @param probes connections that never tried; 0 where not counted
   * @param accounts what was tried, most first, for people: {@code root ×20, admin ×3}; may be
   *     empty
   */
  public record Door(
      String host,
      String system,
      String source,
      long failures,
      long successes,
      long probes,
      String accounts,
      @Nullable Instant first,
      @Nullable Instant last) {}

  /**
   * A session.
   *
   * @param depth how many sessions lie between it and the one that began it all, that one's 0
   */
  public record Stay(Session session, int depth) {}

  /**
   * One line of the timeline.
   *
   * @param until the end of a run; null for what is no run
   * @param who the account, {@code name → name} where rights changed; empty where unknown
   * @param what {@code login}, {@code login refused}, {@code command}, {@code query}, {@code
   *     request}, {@code session end}, or an event's action
   * @param text what was typed, sent or told; from the evidence
   * @param count how many occurrences it stands for
   * @param session the session's id; null where it belongs to none
   * @param depth as of {@link Stay}; 0 without a session
   * @param event the id of the event that tells it; of a run the first; empty where none does
   */
  public record Line(
      Moment time,
      @Nullable Instant until,
      String host,
      String who,
      String what,
      Outcome outcome,
      String text,
      long count,
      @Nullable String session,
      int depth,
      String event) {}
}
