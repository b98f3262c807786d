package dwell.correlate;

import java.util.Arrays;

/** A column of event ids, kept as numbers: see {@link dwell.event.ArtifactKey#eventId}. */
final class EventIds {
  private int[] artifact;
  private long[] offset;
  private int[] ordinal;

  EventIds(int rows) {
    artifact = new int[rows];
    offset = new long[rows];
    ordinal = new int[rows];
  }

  void grow(int rows) {
    artifact = Arrays.copyOf(artifact, rows);
    offset = Arrays.copyOf(offset, rows);
    ordinal = Arrays.copyOf(ordinal, rows);
  }

  void set(int row, String id, Names names) {
    int dash = id.indexOf('-');
    int dot = id.indexOf('.', dash + 1);
    artifact[row] = names.code(id.substring(0, dash), Integer.MAX_VALUE);
    offset[row] = Long.parseUnsignedLong(id, dash + 1, dot < 0 ? id.length() : dot, 16);
    ordinal[row] = dot < 0 ? 0 : Integer.parseInt(id, dot + 1, id.length(), 10);
  }

  String get(int row, Names names) {
    String id = names.name(artifact[row]) + '-' + Long.toHexString(offset[row]);
    return ordinal[row] == 0 ? id : id + '.' + ordinal[row];
  }
}
