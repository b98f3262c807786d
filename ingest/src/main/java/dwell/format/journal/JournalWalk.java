package dwell.format.journal;

import dwell.record.RecordLimits;

/**
 * Goes through a journal from its beginning, object by object, and parts it into records: an entry
 * with the objects that were written since the entry before it; the first one with the file's
 * header and hash tables too, if they fit a chunk. What else would grow longer than a record may is
 * parted between objects, and a single longer object inside. Bytes that are no object are a record
 * of their own, up to the next object. So every byte lies in one record, whatever the file holds.
 * Cutter and parser each have one.
 */
final class JournalWalk {
  /** What follows the bytes that are there. */
  enum After {
    /** More, not seen yet. */
    UNKNOWN,
    /** Another record. */
    RECORD,
    /** Nothing. */
    NOTHING
  }

  /** What a record turned out to be. */
  enum Kind {
    ENTRY,
    /** Objects without an entry, or a part of them. */
    OBJECTS,
    /** Bytes that are no object. */
    DAMAGE,
    /** Zeros. */
    ZEROS
  }

  /** Told of the objects that carry what is read. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param at where a data or entry object begins in the bytes
     * @param size how many of its bytes are there; less than its size only for longest data
     */
    void object(byte[] bytes, int at, int size);
  }

  private final Visitor visitor;
  private final int longest;
  private final int buffer;
  private int limit;
  private JournalHeader header = JournalHeader.NONE;
  private long offset;
  private long inside;
  private boolean lost;
  private Kind kind = Kind.OBJECTS;

  JournalWalk(RecordLimits limits, Visitor visitor) {
    this.visitor = visitor;
    // What lies ahead of a record's end must fit the buffer beside it.
    longest = Math.min(limits.recordBytes(), limits.chunkBytes() / 4) & -8;
    buffer = limits.chunkBytes();
  }

  JournalHeader header() {
    return header;
  }

  /** Where in the file the next record begins. */
  long offset() {
    return offset;
  }

  /** What the last record is. */
  Kind kind() {
    return kind;
  }

  /**
   * The end of the record that begins at {@code from}, which is that of the file's next record; -1
   * where it is not known before {@code to}: then nothing has changed.
   */
  int next(byte[] bytes, int from, int to, After after) {
    if (offset == 0) {
      limit = buffer;
      int end = record(bytes, from, to, after);
      if (end >= 0 && kind == Kind.ENTRY || end < 0 && to - from < buffer) {
        return end;
      }
      // No entry within reach of the tables.
      offset = 0;
    }
    limit = longest;
    return record(bytes, from, to, after);
  }

  private int record(byte[] bytes, int from, int to, After after) {
    int at = from;
    JournalHeader before = header;
    if (offset == 0) {
      if (to - from < JournalHeader.LEAST) {
        return after == After.UNKNOWN ? -1 : end(from, to, Kind.DAMAGE, 0, false);
      }
      header = JournalHeader.read(bytes, from);
      at = from + (int) header.size();
    } else if (inside > 0) {
      int skipped = (int) Math.min(inside, longest);
      if (to - from < skipped && after == After.UNKNOWN) {
        return -1;
      }
      if (inside > longest || to - from < skipped) {
        return end(from, Math.min(to, from + skipped), Kind.OBJECTS, inside - skipped, false);
      }
      at = from + skipped;
    } else if (lost) {
      int found = found(bytes, from, from, to, after);
      if (found <= 0) {
        return found < 0 ? -1 : damage(bytes, from, to, after);
      }
    }
    int end = objects(bytes, from, at, to, after);
    if (end < 0) {
      header = before;
    }
    return end;
  }

  private int objects(byte[] bytes, int from, int start, int to, After after) {
    int at = start;
    while (at < to) {
      if (to - at < JournalObject.HEADER) {
        return after == After.UNKNOWN ? -1 : lostAt(bytes, from, at, to, after);
      }
      long place = offset + (at - from);
      if (!JournalObject.plausible(bytes, at, place, header)) {
        return lostAt(bytes, from, at, to, after);
      }
      long size = JournalObject.size(bytes, at);
      long aligned = size + 7 & -8;
      if (at > from && at - from + aligned > limit) {
        return end(from, at, Kind.OBJECTS, 0, false);
      }
      if (aligned > limit) {
        return oversized(bytes, from, to, aligned, after);
      }
      if (to - at < aligned + JournalObject.HEADER && after == After.UNKNOWN) {
        return -1;
      }
      boolean followed = followed(bytes, at, to, aligned, after);
      int there = (int) Math.min(size, to - at);
      if (!followed && !JournalObject.certain(bytes, at, there, place, header)) {
        return lostAt(bytes, from, at, to, after);
      }
      int type = bytes[at];
      if (type == JournalObject.ENTRY) {
        visitor.object(bytes, at, there);
        return end(from, (int) Math.min(to, at + aligned), Kind.ENTRY, 0, false);
      }
      if (type == JournalObject.DATA) {
        visitor.object(bytes, at, there);
      }
      if (!followed) {
        // Its size may be what is damaged: the next object is looked for right behind its head.
        return end(from, Math.min(to, at + JournalObject.HEADER), Kind.OBJECTS, 0, true);
      }
      at += (int) aligned;
    }
    return after == After.UNKNOWN ? -1 : end(from, to, Kind.OBJECTS, 0, false);
  }

  private int oversized(byte[] bytes, int from, int to, long aligned, After after) {
    if (to - from < limit && after == After.UNKNOWN) {
      return -1;
    }
    int part = Math.min(limit, to - from);
    if (bytes[from] == JournalObject.DATA) {
      visitor.object(bytes, from, part);
    }
    return end(from, from + part, Kind.OBJECTS, aligned - part, false);
  }

  /** Whether behind the object another one begins, or nothing was written yet, or the file ends. */
  private static boolean followed(byte[] bytes, int at, int to, long aligned, After after) {
    long left = to - at - aligned;
    if (left < 0) {
      // The last object need not be filled up to a multiple of eight.
      return after == After.NOTHING && JournalObject.size(bytes, at) <= to - at;
    }
    int next = at + (int) aligned;
    if (left < JournalObject.HEADER) {
      return left == 0 || zero(bytes, next, to);
    }
    return JournalObject.headed(bytes, next) || zero(bytes, next, next + JournalObject.HEADER);
  }

  /** What came before the damage is a record; the damage, if it comes first, is another. */
  private int lostAt(byte[] bytes, int from, int at, int to, After after) {
    return at > from ? end(from, at, Kind.OBJECTS, 0, true) : damage(bytes, from, to, after);
  }

  /** The record of bytes that are no object: up to the next object. */
  private int damage(byte[] bytes, int from, int to, After after) {
    boolean zeros = true;
    int at = from;
    while (at < to) {
      if (at - from >= longest) {
        return end(from, at, zeros ? Kind.ZEROS : Kind.DAMAGE, 0, true);
      }
      int word = Math.min(8, to - at);
      boolean zero = zero(bytes, at, at + word);
      if (!zero && at > from) {
        int found = found(bytes, from, at, to, after);
        if (found != 0) {
          return found < 0 ? -1 : end(from, at, zeros ? Kind.ZEROS : Kind.DAMAGE, 0, false);
        }
      }
      if (zeros && !zero && at > from) {
        return end(from, at, Kind.ZEROS, 0, true);
      }
      zeros &= zero;
      at += word;
    }
    return after == After.UNKNOWN ? -1 : end(from, to, zeros ? Kind.ZEROS : Kind.DAMAGE, 0, true);
  }

  /** 1 where an object surely begins, 0 where not, -1 where more bytes are needed. */
  private int found(byte[] bytes, int from, int at, int to, After after) {
    if (to - at < JournalObject.HEADER) {
      return after == After.UNKNOWN ? -1 : 0;
    }
    long place = offset + (at - from);
    if (!JournalObject.plausible(bytes, at, place, header)) {
      return 0;
    }
    long size = JournalObject.size(bytes, at);
    long aligned = size + 7 & -8;
    if (aligned > longest) {
      return 0;
    }
    if (to - at < aligned + JournalObject.HEADER && after == After.UNKNOWN) {
      return -1;
    }
    int there = (int) Math.min(size, to - at);
    return JournalObject.certain(bytes, at, there, place, header)
            || bytes[at] > JournalObject.ENTRY && followed(bytes, at, to, aligned, after)
        ? 1
        : 0;
  }

  private int end(int from, int end, Kind found, long left, boolean damaged) {
    kind = found;
    inside = left;
    lost = damaged;
    offset += end - from;
    return end;
  }

  private static boolean zero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
