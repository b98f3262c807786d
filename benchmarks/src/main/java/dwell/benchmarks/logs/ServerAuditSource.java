package dwell.benchmarks.logs;

/** MariaDB's {@code server_audit.log} (plugin/server_audit/server_audit.c). */
final class ServerAuditSource implements LogSource {
  private final Setting setting;
  private final DatabaseClients clients;
  private final Statements statements;
  private long query = 100;

  ServerAuditSource(Setting setting) {
    this.setting = setting;
    clients = new DatabaseClients(setting);
    statements = new Statements(setting);
  }

  @Override
  public void write() {
    DatabaseClients.Turn turn = clients.next();
    DatabaseClient client = clients.client();
    setting.stamps().compact(clients.now());
    LogOutput out = setting.out().put(',').text(setting.people().hosts.getFirst()).put(',');
    out.text(client.user()).put(',').text(client.address()).put(',').number(client.id());
    switch (turn) {
      case REFUSED -> out.text(",0,FAILED_CONNECT,,,1045");
      case CONNECTS -> out.text(",0,CONNECT,").text(client.database()).text(",,0");
      case LEAVES -> out.text(",0,DISCONNECT,").text(client.database()).text(",,0");
      case ASKS -> {
        out.put(',').number(++query).text(",QUERY,").text(client.database()).text(",'");
        escaped(out, statements.next());
        out.text("',0");
      }
    }
    out.endLine();
  }

  /** As {@code escape_string}: quotes and backslashes get a backslash, line feeds become \n. */
  private static void escaped(LogOutput out, String statement) {
    for (int i = 0; i < statement.length(); i++) {
      char c = statement.charAt(i);
      switch (c) {
        case '\'', '\\' -> out.put('\\').put(c);
        case '\n' -> out.text("\\n");
        default -> out.put(c);
      }
    }
  }
}
