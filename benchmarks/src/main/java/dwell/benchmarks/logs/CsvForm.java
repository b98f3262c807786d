package dwell.benchmarks.logs;

/** The CSV log (src/backend/utils/error/csvlog.c), 26 columns. */
record CsvForm(Setting setting) implements PostgresForm {
  @Override
  public void write(Entry entry) {
    LogOutput out = setting.out();
    DatabaseClient client = entry.client();
    setting.stamps().iso(entry.at(), ' ', 3);
    quoted(out.text(" UTC,"), client.user());
    quoted(out.put(','), client.database());
    out.put(',').number(client.id()).put(',');
    quoted(out, client.address() + ':' + client.port());
    out.put(',').text(entry.session()).put(',').number(entry.line()).put(',');
    quoted(out, entry.tag());
    out.put(',');
    setting.stamps().iso(client.begun(), ' ', 0);
    out.text(" UTC,").text(entry.transaction()).text(",0,").text(entry.severity());
    out.put(',').text(entry.state()).put(',');
    quoted(out, entry.message());
    out.text(",,,,,,,,,\"shop\",\"client backend\",,0").endLine();
  }

  private static void quoted(LogOutput out, String text) {
    out.put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        out.put('"');
      }
      out.put(c);
    }
    out.put('"');
  }
}
