package dwell.benchmarks.logs;

import java.util.Locale;

/** MySQL 8's slow log (sql/log.cc, {@code File_query_log::write_slow}). */
final class MysqlSlowSource implements LogSource {
  private final Setting setting;
  private final DatabaseClients clients;
  private final Statements statements;

  MysqlSlowSource(Setting setting) {
    this.setting = setting;
    clients = new DatabaseClients(setting);
    statements = new Statements(setting);
    MysqlHeader.write(setting.out());
  }

  @Override
  public void write() {
    while (clients.next() != DatabaseClients.Turn.ASKS) {
      // Only statements are slow.
    }
    Dice dice = setting.dice();
    DatabaseClient client = clients.client();
    LogOutput out = setting.out().text("# Time: ");
    setting.stamps().iso(clients.now(), 'T', 6);
    out.text("Z\n# User@Host: ").text(client.user()).put('[').text(client.user());
    out.text("] @  [").text(client.address()).text("]  Id: ").padded(client.id(), 5, ' ');
    out.text(
        String.format(
            Locale.ROOT,
            "\n# Query_time: %.6f  Lock_time: 0.%06d Rows_sent: %d  Rows_examined: %d\nSET timestamp=%d;\n",
            dice.interval(2_000_000) / 1e6,
            dice.below(500),
            dice.below(100),
            dice.below(1_000_000),
            clients.now() / StampWriter.SECOND));
    out.text(statements.next()).put(';').endLine();
  }
}
