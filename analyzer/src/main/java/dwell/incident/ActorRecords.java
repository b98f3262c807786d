package dwell.incident;

import dwell.correlate.EventSource.Selection;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the actor's addresses did at the doors, beside their sessions: streamed, and kept as one
 * contact a connection.
 */
final class ActorRecords {
  private static final Set<Action> ACTIONS =
      Set.of(
          Action.LOGIN,
          Action.LOGIN_ATTEMPT,
          Action.PROBE,
          Action.CONNECT,
          Action.BLOCK,
          Action.REQUEST);

  /** Records of one connection whose process id is not told stand this close. */
  private static final Duration ONE_CONNECTION = Duration.ofSeconds(3);

  /** A process id is not given out twice within this time on a host that is not restarted. */
  private static final Duration ONE_PROCESS = Duration.ofMinutes(10);

  private final Map<String, List<Contact>> contacts = new LinkedHashMap<>();

  /** One connection. Mutable while records are read. */
  static final class Contact {
    final String ip;
    final String host;
    final Stamp first;
    final boolean web;
    Stamp last;
    long pid;
    @Nullable String user;
    Outcome outcome = Outcome.UNKNOWN;
    boolean verdict;
    boolean probe = true;
    long attempts;
    final List<String> evidence = new ArrayList<>();

    Contact(String ip, String host, Stamp first, long pid, boolean web) {
      this.ip = ip;
      this.host = host;
      this.first = first;
      this.last = first;
      this.pid = pid;
      this.web = web;
    }

    /** Its first and last record. */
    List<String> ends() {
      return evidence.size() < 2 ? evidence : List.of(evidence.getFirst(), evidence.getLast());
    }
  }

  ActorRecords(Scene scene, Party party) {
    for (Party.From from : party.addresses()) {
      List<Contact> list = new ArrayList<>();
      contacts.put(from.ip(), list);
      scene
          .input()
          .events()
          .timed(
              new Selection(
                  Set.of(), ACTIONS, Long.MIN_VALUE, Long.MAX_VALUE, null, null, from.ip()),
              row -> {
                if (row.time() == EventBatch.ABSENT) {
                  return;
                }
                Stamp time = new Stamp(EventTime.instant(row.time()), row.digits());
                long pid = row.number(Field.PID);
                boolean web =
                    row.dataset() == Dataset.WEB_ACCESS || row.dataset() == Dataset.WEB_ERROR;
                Contact contact = find(list, row.host(), pid, time.instant(), web);
                if (contact == null) {
                  contact = new Contact(from.ip(), row.host(), time, pid, web);
                  list.add(contact);
                }
                take(contact, row.action(), row.outcome(), row.text(Field.USER), time, row.id());
              });
    }
  }

  private static void take(
      Contact contact,
      Action action,
      Outcome outcome,
      @Nullable String user,
      Stamp time,
      String id) {
    contact.last = time;
    contact.evidence.add(id);
    contact.user = user == null ? contact.user : user;
    if (action == Action.LOGIN) {
      contact.verdict = true;
      contact.attempts++;
      contact.outcome = contact.outcome == Outcome.SUCCESS ? Outcome.SUCCESS : outcome;
    } else if (action == Action.REQUEST) {
      contact.attempts++;
    } else if (action == Action.BLOCK) {
      contact.outcome = Outcome.FAILURE;
    }
    if (action == Action.LOGIN || action == Action.LOGIN_ATTEMPT) {
      contact.probe = false;
    }
  }

  private static @Nullable Contact find(
      List<Contact> list, String host, long pid, Instant time, boolean web) {
    for (int i = list.size() - 1; i >= 0 && i >= list.size() - 64; i--) {
      Contact contact = list.get(i);
      Duration gap = Duration.between(contact.last.instant(), time);
      if (!contact.host.equals(host) || contact.web != web) {
        continue;
      }
      boolean samePid =
          pid != EventBatch.ABSENT && pid == contact.pid && gap.compareTo(ONE_PROCESS) < 0;
      boolean noPid = pid == EventBatch.ABSENT || contact.pid == EventBatch.ABSENT;
      if (samePid || (noPid && gap.compareTo(ONE_CONNECTION) < 0)) {
        if (contact.pid == EventBatch.ABSENT) {
          contact.pid = pid;
        }
        return contact;
      }
    }
    return null;
  }

  /** Every contact, by time, address, host. */
  List<Contact> all() {
    return contacts.values().stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparing((Contact c) -> c.first)
                .thenComparing(c -> c.ip)
                .thenComparing(c -> c.host))
        .toList();
  }

  /** The contacts of one address, by time. */
  List<Contact> of(String ip) {
    return contacts.getOrDefault(ip, List.of());
  }
}
