package dwell.benchmarks.logs;

/** The JSON log (src/backend/utils/error/jsonlog.c); keys in its order. */
record JsonForm(Setting setting) implements PostgresForm {
  @Override
  public void write(Entry entry) {
    LogOutput out = setting.out();
    DatabaseClient client = entry.client();
    out.text("{\"timestamp\":\"");
    setting.stamps().iso(entry.at(), ' ', 3);
    out.text(" UTC\"");
    member(out, "user", client.user());
    member(out, "dbname", client.database());
    out.text(",\"pid\":").number(client.id());
    member(out, "remote_host", client.address());
    out.text(",\"remote_port\":").number(client.port());
    member(out, "session_id", entry.session());
    out.text(",\"line_num\":").number(entry.line());
    member(out, "ps", entry.tag());
    out.text(",\"session_start\":\"");
    setting.stamps().iso(client.begun(), ' ', 0);
    out.text(" UTC\"");
    member(out, "vxid", entry.transaction());
    out.text(",\"txid\":0");
    member(out, "error_severity", entry.severity());
    if (!entry.state().equals("00000")) {
      member(out, "state_code", entry.state());
    }
    member(out, "message", entry.message());
    member(out, "application_name", "shop");
    out.text(",\"backend_type\":\"client backend\",\"query_id\":0}").endLine();
  }

  private static void member(LogOutput out, String key, String value) {
    out.text(",\"").text(key).text("\":\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> out.put('\\').put(c);
        case '\n' -> out.text("\\n");
        default -> out.put(c);
      }
    }
    out.put('"');
  }
}
