package dwell.benchmarks.logs;

/**
 * The text log with Debian's prefix {@code %m [%p] %q%u@%d }; further lines of a message begin with
 * a tab (src/backend/utils/error/elog.c, {@code append_with_tabs}).
 */
record TextForm(Setting setting) implements PostgresForm {
  @Override
  public void write(Entry entry) {
    LogOutput out = setting.out();
    DatabaseClient client = entry.client();
    setting.stamps().iso(entry.at(), ' ', 3);
    out.text(" UTC [").number(client.id()).text("] ");
    out.text(client.user()).put('@').text(client.database()).put(' ');
    out.text(entry.severity()).text(":  ").text(entry.message().replace("\n", "\n\t")).endLine();
  }
}
