package dwell.correlate;

/** What a database statement does, by its gravest part. In order of gravity. */
public enum SqlOperation {
  /** Nothing that touches data: {@code SET}, {@code BEGIN}, {@code USE}, {@code SHOW VARIABLES}. */
  SESSION("session"),
  /** Reads of the database's own catalogue: {@code information_schema}, {@code SHOW TABLES}. */
  CATALOGUE("catalogue"),
  READ("read"),
  WRITE("write"),
  /** Changes of tables, indexes, functions and databases. */
  SCHEMA("schema"),
  /** Accounts and their rights. */
  GRANT("grant"),
  /** Reads or writes of files of the server: {@code INTO OUTFILE}, {@code COPY … FROM 'file'}. */
  FILE_ACCESS("file-access"),
  /** Runs a program of the server's host: {@code COPY … TO PROGRAM}, a UDF that does. */
  PROGRAM_EXECUTION("program-execution"),
  /** Not understood. */
  UNKNOWN("unknown");

  private final String id;

  SqlOperation(String id) {
    this.id = id;
  }

  /** The word used in outputs. */
  public String id() {
    return id;
  }

  /** Whether table data goes to the client, a file or a program. */
  public boolean reads() {
    return this == READ || this == FILE_ACCESS || this == PROGRAM_EXECUTION;
  }
}
