package dwell.pattern;

import dwell.event.ByteDictionary;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Keywords;

/**
 * Templates for messages of no known shape, so that they too are counted, grouped and shown: the
 * fixed words stay, what varies becomes {@code <*>}.
 *
 * <p>What varies is told by the token alone, never by other messages, so a message's template does
 * not depend on what was read before it: tokens with a digit, a slash, an at sign or an inner dot,
 * long runs of hexadecimal letters, the value of {@code name=value}, quoted strings, bytes outside
 * printable ASCII that are no letters. Neighbouring masks fall together. A template is at most
 * {@link Keywords#MAX_BYTES} bytes; what is longer ends in a mask.
 *
 * <p>At most {@link #MAX_TEMPLATES} different templates come from one miner; the rest get {@link
 * #CATCH_ALL}. Only past that bound does the order of messages matter. Used by one thread at a
 * time; allocates nothing for a template that it has seen.
 */
public final class TemplateMiner {
  /** The greatest number of different templates of one miner. */
  public static final int MAX_TEMPLATES = 4096;

  /** The template of all messages past the bound, and of those without a fixed word. */
  public static final String CATCH_ALL = "<*>";

  private static final byte[] MASK = {'<', '*', '>'};

  // Longer than any English word of the letters a to f; keys and digests without a digit are rare.
  private static final int MIN_HEX_WORD = 8;

  private final ByteDictionary templates = new ByteDictionary();
  private final byte[] out = new byte[Keywords.MAX_BYTES];
  private int length;
  private boolean full;

  /** Whether the template ends in a mask, behind which further masks are left out. */
  private boolean masked;

  /** Whether a space is owed before the next word. */
  private boolean spaced;

  /** Where the quotation found last is closed. */
  private int closing;

  // A quote that is never closed is looked for once, so that the cost stays linear.
  private boolean unclosedSingle;
  private boolean unclosedDouble;

  /** Sets {@link Field#TEMPLATE} of the batch's current row to the template of the message. */
  public void mine(byte[] bytes, int from, int to, EventBatch batch) {
    mask(bytes, from, to);
    if (templates.size() < MAX_TEMPLATES) {
      templates.add(out, 0, length);
    } else if (templates.find(out, 0, length) < 0) {
      batch.keyword(Field.TEMPLATE, MASK, 0, MASK.length);
      return;
    }
    batch.keyword(Field.TEMPLATE, out, 0, length);
  }

  private void mask(byte[] bytes, int from, int to) {
    length = 0;
    full = false;
    masked = false;
    spaced = false;
    int i = from;
    unclosedSingle = false;
    unclosedDouble = false;
    while (i < to && !full) {
      int c = bytes[i];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        spaced = length > 0;
        i++;
      } else if (quoted(bytes, i, to)) {
        putMask();
        i = closing + 1;
      } else {
        int end = tokenEnd(bytes, i, to);
        token(bytes, i, end);
        i = end;
      }
    }
    if (length == 0) {
      putMask();
    }
  }

  /** Whether a quotation begins here; {@link #closing} gets its last byte. */
  private boolean quoted(byte[] bytes, int at, int to) {
    int quote = bytes[at];
    if (quote != '"' && quote != '\'' || (quote == '"' ? unclosedDouble : unclosedSingle)) {
      return false;
    }
    for (int i = at + 1; i < to; i++) {
      if (bytes[i] == '\\') {
        i++;
      } else if (bytes[i] == quote && (i + 1 == to || !isWordByte(bytes[i + 1]))) {
        closing = i;
        return true;
      }
    }
    if (quote == '"') {
      unclosedDouble = true;
    } else {
      unclosedSingle = true;
    }
    return false;
  }

  /** The end of the token: a blank, or a quote that opens a quotation behind punctuation. */
  private static int tokenEnd(byte[] bytes, int from, int to) {
    int i = from + 1;
    while (i < to) {
      int c = bytes[i];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        break;
      }
      if ((c == '"' || c == '\'') && !isWordByte(bytes[i - 1])) {
        break;
      }
      i++;
    }
    return i;
  }

  /** Punctuation around the token stays; {@code name=} stays; the core stays or is masked whole. */
  private void token(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && isBracket(bytes[start])) {
      start++;
    }
    int end = to;
    while (end > start && isTail(bytes[end - 1])) {
      end--;
    }
    put(bytes, from, start);
    for (int i = start; i < end; i++) {
      if (bytes[i] == '=' && i > start && isPlain(bytes, start, i)) {
        put(bytes, start, i + 1);
        start = i + 1;
        if (start < end) {
          putMask();
        }
        put(bytes, end, to);
        return;
      }
    }
    if (isPlain(bytes, start, end)) {
      put(bytes, start, end);
    } else {
      putMask();
    }
    put(bytes, end, to);
  }

  /** Whether the core of a token is a fixed word: letters and joining punctuation. */
  private static boolean isPlain(byte[] bytes, int from, int to) {
    int hex = 0;
    for (int i = from; i < to; i++) {
      int c = bytes[i];
      boolean varies =
          c >= '0' && c <= '9'
              || c == '/'
              || c == '\\'
              || c == '@'
              || c >= 0 && c < ' '
              || c == 0x7F
              || c == '.' && i + 1 < to;
      if (varies) {
        return false;
      }
      if (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
        hex++;
      }
    }
    return to - from < MIN_HEX_WORD || hex < to - from;
  }

  private static boolean isBracket(int c) {
    return c == '(' || c == '[' || c == '{' || c == '<' || c == '"' || c == '\'';
  }

  private static boolean isTail(int c) {
    return c == ')' || c == ']' || c == '}' || c == '>' || c == ',' || c == ';' || c == ':'
        || c == '.' || c == '!' || c == '?' || c == '"' || c == '\'' || c == '=';
  }

  private static boolean isWordByte(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c < 0;
  }

  private void put(byte[] bytes, int from, int to) {
    if (from >= to || full) {
      return;
    }
    int needed = to - from + (spaced ? 1 : 0);
    if (length + needed > out.length - MASK.length - 1) {
      cut();
      return;
    }
    space();
    System.arraycopy(bytes, from, out, length, to - from);
    length += to - from;
    masked = false;
  }

  private void putMask() {
    if (masked || full) {
      spaced = false;
      return;
    }
    if (length + MASK.length + 1 > out.length - MASK.length - 1) {
      cut();
      return;
    }
    space();
    appendMask();
  }

  private void space() {
    if (spaced) {
      out[length++] = ' ';
      spaced = false;
    }
  }

  private void cut() {
    if (!masked) {
      appendMask();
    }
    full = true;
  }

  private void appendMask() {
    System.arraycopy(MASK, 0, out, length, MASK.length);
    length += MASK.length;
    masked = true;
  }
}
