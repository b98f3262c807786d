package dwell.benchmarks.logs;

/** Writes a record in one of PostgreSQL's forms. */
@FunctionalInterface
interface PostgresForm {
  void write(Entry entry);

  /**
   * What a server tells.
   *
   * @param at microseconds since the epoch
   * @param line how many records the session has given, with this one
   * @param state SQLSTATE
   * @param tag what the process shows in its title
   */
  record Entry(
      long at,
      DatabaseClient client,
      long line,
      String severity,
      String state,
      String tag,
      String message) {

    /** The session's name, {@code %c} of a prefix: begin and process in hexadecimal. */
    String session() {
      return Long.toHexString(client.begun() / StampWriter.SECOND)
          + '.'
          + Integer.toHexString(client.id());
    }

    /** The virtual transaction. */
    String transaction() {
      return client.id() % 60 + 3 + "/" + line;
    }
  }
}
