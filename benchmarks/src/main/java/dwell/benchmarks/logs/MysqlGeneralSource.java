package dwell.benchmarks.logs;

/** MySQL 8's general log (sql/log.cc, {@code File_query_log::write_general}). */
final class MysqlGeneralSource implements LogSource {
  private final Setting setting;
  private final DatabaseClients clients;
  private final Statements statements;

  MysqlGeneralSource(Setting setting) {
    this.setting = setting;
    clients = new DatabaseClients(setting);
    statements = new Statements(setting);
    MysqlHeader.write(setting.out());
  }

  @Override
  public void write() {
    DatabaseClients.Turn turn = clients.next();
    DatabaseClient client = clients.client();
    setting.stamps().iso(clients.now(), 'T', 6);
    LogOutput out = setting.out().text("Z\t").padded(client.id(), 5, ' ').put(' ');
    switch (turn) {
      case REFUSED ->
          out.text(
              "Connect\tAccess denied for user '%s'@'%s' (using password: YES)"
                  .formatted(client.user(), client.address()));
      case CONNECTS ->
          out.text(
              "Connect\t%s@%s on %s using TCP/IP"
                  .formatted(client.user(), client.address(), client.database()));
      case ASKS -> asks(out, client);
      case LEAVES -> out.text("Quit\t");
    }
    out.endLine();
  }

  private void asks(LogOutput out, DatabaseClient client) {
    switch (setting.dice().below(20)) {
      case 0 -> out.text("Prepare\tSELECT id FROM users WHERE login = ?");
      case 1 ->
          out.text("Execute\tSELECT id FROM users WHERE login = '")
              .text(setting.people().users.draw(setting.dice()))
              .put('\'');
      case 2 -> out.text("Init DB\t").text(client.database());
      default -> out.text("Query\t").text(statements.next());
    }
  }
}
