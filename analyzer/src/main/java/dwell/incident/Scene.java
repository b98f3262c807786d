package dwell.incident;

import com.google.re2j.Pattern;
import dwell.correlate.AccountKey;
import dwell.correlate.Command;
import dwell.correlate.Correlation;
import dwell.correlate.Session;
import dwell.correlate.SourceAttempts;
import dwell.detect.Act;
import dwell.detect.ActReader;
import dwell.detect.StatementActs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A correlation with what its commands do, and the ways into it that reconstruction needs. */
final class Scene {
  private static final Pattern SHELL = Pattern.compile("/(usr/)?bin/[a-z]*sh");

  private final CaseInput input;
  private final List<Session> sessions;
  private final Map<String, Session> byId = new HashMap<>();
  private final Map<String, List<Session>> children = new HashMap<>();
  private final Map<String, List<Session>> byAddress = new HashMap<>();
  private final Map<String, List<Session>> byNetwork = new HashMap<>();
  private final Map<AccountKey, List<Session>> byAccount = new HashMap<>();
  private final Map<String, List<Deed>> deeds = new HashMap<>();
  private final Map<String, List<SourceAttempts>> attempts = new TreeMap<>();

  private final Pasts pasts;
  private @Nullable EmptiedLogs emptied;

  Scene(CaseInput input, Changes changes) {
    this.input = input;
    this.sessions = new Adoption(input.correlation(), changes).sessions();
    for (Session session : sessions()) {
      byId.put(session.id(), session);
      byAccount.computeIfAbsent(session.account(), k -> new ArrayList<>()).add(session);
      if (session.parent() != null) {
        children.computeIfAbsent(session.parent().session(), k -> new ArrayList<>()).add(session);
      }
      if (session.origin().ip() != null) {
        byAddress.computeIfAbsent(session.origin().ip(), k -> new ArrayList<>()).add(session);
        if (session.kind() != Session.Kind.WEB) {
          byNetwork
              .computeIfAbsent(Networks.of(session.origin().ip()), k -> new ArrayList<>())
              .add(session);
        }
      }
      deeds.put(session.id(), read(session));
    }
    Crontabs.add(input, sessions(), deeds);
    this.pasts = new Pasts(correlation().histories(), sessions);
    for (SourceAttempts source : correlation().attempts().sources()) {
      attempts.computeIfAbsent(source.ip(), k -> new ArrayList<>()).add(source);
    }
  }

  private static List<Deed> read(Session session) {
    List<Deed> out = new ArrayList<>();
    for (Command command : session.commands()) {
      for (Act act : ActReader.read(command.text(), command.user(), command.workingDirectory())) {
        out.add(Deed.of(act, session.id(), session.host(), command));
      }
      if (shellOfAnother(command)) {
        String typed = "sudo -u " + command.as() + ' ' + command.text();
        for (Act act : ActReader.read(typed, command.user(), command.workingDirectory())) {
          out.add(Deed.of(act, session.id(), session.host(), command));
        }
      }
    }
    session
        .statements()
        .forEach(statement -> {
          for (Act act : StatementActs.read(statement)) {
            out.add(Deed.of(act, session.id(), session.host(), session.user(), statement));
          }
          out.addAll(DatabasePrograms.deeds(session, statement));
        });
    return List.copyOf(out);
  }

  /** Whether sudo tells that it ran a shell and nothing else: what it logs of {@code sudo -i}. */
  private static boolean shellOfAnother(Command command) {
    return command.sources().contains(Command.Source.SUDO)
        && !command.as().equals(command.user())
        && SHELL.matches(command.text());
  }

  /** Logs that sessions emptied. */
  EmptiedLogs emptied() {
    if (emptied == null) {
      emptied = new EmptiedLogs(this);
    }
    return emptied;
  }

  /** What the holders of accounts did before. */
  Pasts pasts() {
    return pasts;
  }

  Correlation correlation() {
    return input.correlation();
  }

  CaseInput input() {
    return input;
  }

  KnownFacts facts() {
    return input.facts();
  }

  List<Session> sessions() {
    return sessions;
  }

  @Nullable Session session(String id) {
    return byId.get(id);
  }

  List<Session> children(Session session) {
    return children.getOrDefault(session.id(), List.of());
  }

  List<Session> from(String ip) {
    return byAddress.getOrDefault(ip, List.of());
  }

  List<Session> of(AccountKey account) {
    return byAccount.getOrDefault(account, List.of());
  }

  /** What a session's commands and statements do, in their order. */
  List<Deed> deeds(Session session) {
    return deeds.getOrDefault(session.id(), List.of());
  }

  /** The sessions that came from a network, those of web sites left out. */
  List<Session> fromNetwork(String network) {
    return byNetwork.getOrDefault(network, List.of());
  }

  /** What one address tried, by host. */
  List<SourceAttempts> attempts(String ip) {
    return attempts.getOrDefault(ip, List.of());
  }

  /** Every address that tried, in order. */
  Iterable<String> attemptingAddresses() {
    return attempts.keySet();
  }

  /** The account names that an address tried, as far as they were kept. */
  SortedSet<String> tried(String ip) {
    TreeSet<String> names = new TreeSet<>();
    for (SourceAttempts source : attempts(ip)) {
      source.topAccounts().forEach(account -> names.add(account.user()));
    }
    return names;
  }

  /** Whether an address is the evidence's own, or none that could be blocked outside. */
  boolean internal(String ip) {
    return Networks.isLoopback(ip) || correlation().addresses().containsKey(ip);
  }

  /** The known-good fact that names the session's address or account; null where none does. */
  KnownFacts.@Nullable Fact<String> knownGood(Session session) {
    return named(facts().knownGood(), session);
  }

  /** The fact that names the session's address or account as suspect; null where none does. */
  KnownFacts.@Nullable Fact<String> suspect(Session session) {
    return named(facts().suspects(), session);
  }

  private static KnownFacts.@Nullable Fact<String> named(
      List<KnownFacts.Fact<String>> facts, Session session) {
    for (KnownFacts.Fact<String> fact : facts) {
      String value = fact.value();
      String ip = session.origin().ip();
      if ((ip != null && Networks.contains(value, ip))
          || value.equals(session.user())
          || value.equals(session.user() + '@' + session.host())) {
        return fact;
      }
    }
    return null;
  }

  /** Sessions by host, in order of the hosts' names. */
  Map<String, List<Session>> byHost() {
    Map<String, List<Session>> out = new LinkedHashMap<>();
    for (Session session : sessions()) {
      out.computeIfAbsent(session.host(), k -> new ArrayList<>()).add(session);
    }
    return out;
  }
}
