package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.JsonFields;
import dwell.format.sql.Escapes;
import dwell.record.Ascii;
import java.util.Arrays;

/** The attributes of one structured record, as places in its bytes. Reused; one a thread. */
final class Attributes {
  private static final Attribute[] ALL = Attribute.values();

  private final JsonFields fields = new JsonFields();
  private final Escapes escapes = new Escapes();
  private final int[] from = new int[ALL.length];
  private final int[] to = new int[ALL.length];
  private final boolean[] string = new boolean[ALL.length];
  private byte[] bytes = new byte[0];

  /** Reads an object; false where it does not end. */
  boolean read(byte[] source, int begin, int end) {
    bytes = source;
    Arrays.fill(from, -1);
    if (!fields.open(source, begin, end)) {
      return begin == end;
    }
    while (fields.next()) {
      for (Attribute attribute : ALL) {
        int i = attribute.ordinal();
        if (fields.named(attribute.text)) {
          from[i] = fields.valueFrom();
          to[i] = fields.valueTo();
          string[i] = fields.string();
        }
      }
    }
    return fields.closed();
  }

  boolean has(Attribute attribute) {
    return from[attribute.ordinal()] >= 0;
  }

  /** Whether it is a string, so that its place is that of the text without quotes. */
  boolean isString(Attribute attribute) {
    return has(attribute) && string[attribute.ordinal()];
  }

  /** Where the value begins; -1 where there is none. */
  int from(Attribute attribute) {
    return from[attribute.ordinal()];
  }

  int to(Attribute attribute) {
    return to[attribute.ordinal()];
  }

  boolean is(Attribute attribute, byte[] text) {
    return has(attribute) && Ascii.equals(bytes, from(attribute), to(attribute), text);
  }

  /** The number that it is; {@link Long#MIN_VALUE} where it is none. */
  long number(Attribute attribute) {
    return has(attribute) ? Ascii.number(bytes, from(attribute), to(attribute)) : Long.MIN_VALUE;
  }

  /** Sets a keyword to the plain text of a string. */
  void keyword(EventBatch batch, Field field, Attribute attribute) {
    if (isString(attribute)) {
      decode(attribute);
      batch.keyword(field, escapes.plain(), escapes.from(), escapes.to());
    }
  }

  /** Sets a number that is not negative. */
  void number(EventBatch batch, Field field, Attribute attribute) {
    long value = number(attribute);
    if (value >= 0) {
      batch.number(field, value);
    }
  }

  /** The plain text of a string, which is there; valid until the next call. */
  Escapes decode(Attribute attribute) {
    escapes.decode(bytes, from(attribute), to(attribute), TextCoding.JSON);
    return escapes;
  }
}
