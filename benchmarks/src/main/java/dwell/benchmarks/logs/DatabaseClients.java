package dwell.benchmarks.logs;

import java.util.ArrayList;
import java.util.List;

/** The clients of a database server: they come, ask, and go; strangers are refused. */
final class DatabaseClients {
  private static final int FEWEST = 20;
  private static final int MOST = 150;
  private static final double PAUSE = 9000;
  private static final double QUESTIONS = 60;

  private static final List<String> USERS =
      List.of("app", "web", "report", "batch", "root", "readonly", "etl", "billing");
  private static final List<String> DATABASES =
      List.of("shop", "crm", "billing", "analytics", "wiki");

  private final Dice dice;
  private final Population people;
  private final List<Open> open = new ArrayList<>();
  private int lastId = 4100;
  private long now = Setting.BEGIN;
  private DatabaseClient client = new DatabaseClient(0, "", "", "", 0, 0);
  private long line;

  /** What a client does. */
  enum Turn {
    REFUSED,
    CONNECTS,
    ASKS,
    LEAVES
  }

  /** A connection with the questions that are left to be asked. */
  private static final class Open {
    final DatabaseClient client;
    long left;
    long line;

    Open(DatabaseClient client, long left) {
      this.client = client;
      this.left = left;
    }
  }

  DatabaseClients(Setting setting) {
    dice = setting.dice();
    people = setting.people();
  }

  /** Goes on to what happens next. */
  Turn next() {
    now += dice.interval(PAUSE);
    if (open.size() < FEWEST || open.size() < MOST && dice.oneIn(40)) {
      return connect();
    }
    int at = dice.below(open.size());
    Open asking = open.get(at);
    client = asking.client;
    line = ++asking.line;
    if (--asking.left > 0) {
      return Turn.ASKS;
    }
    open.set(at, open.getLast());
    open.removeLast();
    return Turn.LEAVES;
  }

  private Turn connect() {
    lastId += dice.between(1, 4);
    boolean refused = dice.oneIn(25);
    client =
        new DatabaseClient(
            lastId,
            refused ? people.guesses.draw(dice) : dice.of(USERS),
            dice.of(DATABASES),
            (refused ? people.attackers : people.clients).draw(dice),
            dice.port(),
            now);
    line = 1;
    if (refused) {
      return Turn.REFUSED;
    }
    Open opened = new Open(client, 3 + dice.interval(QUESTIONS));
    opened.line = 1;
    open.add(opened);
    return Turn.CONNECTS;
  }

  /** Who acts. */
  DatabaseClient client() {
    return client;
  }

  /** When, in microseconds since the epoch. */
  long now() {
    return now;
  }

  /** How many records the client's connection has given, with this one. */
  long line() {
    return line;
  }
}
