package dwell.format.postgresql;

import dwell.format.sql.Text;

/** What is known of one server process from the records it wrote before. */
final class Backend {
  final Text user = new Text();
  final Text database = new Text();
  final Text host = new Text();
  final Text method = new Text();

  /** The SQLSTATE of its last message, where the log has it. */
  final Text state = new Text();

  int port;
  boolean local;

  /** The row of its login, until it ran a statement; -1 where there is none. */
  long loginRow = -1;

  /** The row of its last statement, and a hash of its text; -1 where there is none. */
  long statementRow = -1;

  long statementHash;

  /** The row of its last message that failed; -1 where the last one did not. */
  long failedRow = -1;

  /** Forgets account and far side. */
  void forgetWho() {
    user.clear();
    database.clear();
    host.clear();
    method.clear();
    port = 0;
    local = false;
  }

  /** Begins anew: the number was given to another process. */
  void begin() {
    forgetWho();
    state.clear();
    loginRow = -1;
    statementRow = -1;
    failedRow = -1;
  }
}
