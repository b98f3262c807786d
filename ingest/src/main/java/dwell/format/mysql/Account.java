package dwell.format.mysql;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.format.sql.Text;
import dwell.record.Ascii;

/**
 * Who is behind a connection: what its {@code Connect} entry says and later entries do not repeat.
 */
final class Account {
  private static final byte[] ON = Ascii.bytes(" on ");
  private static final byte[] USING = Ascii.bytes(" using ");
  private static final byte[] AS = Ascii.bytes(" as ");
  private static final byte[] SOCKET = Ascii.bytes("Socket");
  private static final byte[] UNIX = Ascii.bytes("unix");
  private static final byte[] TCP = Ascii.bytes("tcp");

  final Text user = new Text();
  final Text host = new Text();
  final Text namespace = new Text();
  final Text transport = new Text();

  /** The row of the login, to come back to when it is refused. */
  long loginRow = -1;

  /**
   * Reads {@code user@host on db using TCP/IP}, {@code user@host as proxied on db}
   * (acl_authenticate in sql/sql_acl.cc). The client chose user and database, the server the rest:
   * the user ends at the last {@code @} before the last {@code on }.
   */
  void connect(byte[] bytes, int from, int to) {
    user.clear();
    host.clear();
    namespace.clear();
    transport.clear();
    int end = to;
    int using = Ascii.lastIndexOf(bytes, from, to, USING);
    if (using >= 0) {
      boolean socket = Ascii.startsWith(bytes, using + USING.length, to, SOCKET);
      transport.set(socket ? UNIX : TCP, 0, socket ? UNIX.length : TCP.length);
      end = using;
    }
    int on = Ascii.lastIndexOf(bytes, from, end, ON);
    if (on >= 0) {
      int database = on + ON.length;
      namespace.set(bytes, database, trimmed(bytes, database, end));
      end = on;
    }
    int at = lastAt(bytes, from, end);
    if (at < 0) {
      return;
    }
    int as = Ascii.lastIndexOf(bytes, at, end, AS);
    user.set(bytes, from, at);
    host.set(bytes, at + 1, as < 0 ? end : as);
  }

  private static int trimmed(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  private static int lastAt(byte[] bytes, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == '@') {
        return i;
      }
    }
    return -1;
  }

  /** Sets account, far side and database of the row. */
  void put(EventBatch batch) {
    user.put(batch, Field.USER);
    host.putSource(batch);
    namespace.put(batch, Field.DB_NAMESPACE);
  }
}
