package dwell.format.mysql;

import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * {@code USE db} sent as a statement: it changes the connection's database, as {@code Init DB}
 * does.
 */
final class UseStatement {
  private UseStatement() {}

  /** Changes what is known of the connection where {@code bytes[from, to)} is such a statement. */
  static void apply(byte[] bytes, int from, int to, @Nullable Account account) {
    if (account == null || to - from < 5 || to - from > 80) {
      return;
    }
    boolean use =
        (bytes[from] | 0x20) == 'u'
            && (bytes[from + 1] | 0x20) == 's'
            && (bytes[from + 2] | 0x20) == 'e';
    int name = Ascii.skipBlanks(bytes, from + 3, to);
    if (!use || name == from + 3) {
      return;
    }
    int end = to;
    while (end > name
        && (bytes[end - 1] == ';' || bytes[end - 1] == ' ' || bytes[end - 1] == '\n')) {
      end--;
    }
    if (end - name >= 2 && bytes[name] == '`' && bytes[end - 1] == '`') {
      account.namespace.set(bytes, name + 1, end - 1);
    } else if (plain(bytes, name, end)) {
      account.namespace.set(bytes, name, end);
    }
  }

  private static boolean plain(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && c != '_' && c != '$' && c >= 0) {
        return false;
      }
    }
    return from < to;
  }
}
