package dwell.benchmarks.logs;

import java.util.Locale;

/**
 * A PostgreSQL server that logs connections, disconnections and every statement with its duration
 * ({@code log_connections}, {@code log_disconnections}, {@code log_min_duration_statement = 0}).
 */
final class PostgresSource implements LogSource {
  private final Dice dice;
  private final PostgresForm form;
  private final DatabaseClients clients;
  private final Statements statements;

  PostgresSource(Setting setting, PostgresForm form) {
    dice = setting.dice();
    this.form = form;
    clients = new DatabaseClients(setting);
    statements = new Statements(setting);
  }

  @Override
  public void write() {
    DatabaseClients.Turn turn = clients.next();
    DatabaseClient client = clients.client();
    switch (turn) {
      case REFUSED ->
          write(
              "FATAL",
              "28P01",
              "authentication",
              "password authentication failed for user \"" + client.user() + "\"");
      case CONNECTS ->
          write(
              "LOG",
              "00000",
              "authentication",
              "connection authorized: user=%s database=%s"
                  .formatted(client.user(), client.database()));
      case LEAVES -> write("LOG", "00000", "idle", leaves(client));
      case ASKS -> asks();
    }
  }

  private void asks() {
    if (dice.oneIn(200)) {
      String missing = "relation \"tmp_" + dice.below(900) + "\" does not exist";
      write("ERROR", "42P01", "SELECT", missing);
      return;
    }
    String statement = statements.next();
    int blank = statement.indexOf(' ');
    String tag = blank < 0 ? statement : statement.substring(0, blank);
    long micros = dice.interval(4000);
    write(
        "LOG",
        "00000",
        tag,
        String.format(
            Locale.ROOT,
            "duration: %d.%03d ms  statement: %s",
            micros / 1000,
            micros % 1000,
            statement));
  }

  private String leaves(DatabaseClient client) {
    long millis = (clients.now() - client.begun()) / 1000;
    return String.format(
        Locale.ROOT,
        "disconnection: session time: %d:%02d:%02d.%03d user=%s database=%s host=%s port=%d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000,
        client.user(),
        client.database(),
        client.address(),
        client.port());
  }

  private void write(String severity, String state, String tag, String message) {
    form.write(
        new PostgresForm.Entry(
            clients.now(), clients.client(), clients.line(), severity, state, tag, message));
  }
}
