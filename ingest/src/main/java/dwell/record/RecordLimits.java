package dwell.record;

/**
 * What bounds the reading of hostile files, in one place.
 *
 * @param chunkBytes the size of the pieces that a file is read in; 4 MiB unless told otherwise
 * @param recordBytes the longest record; a longer one is cut into pieces of this size, each flagged
 *     {@code truncated}; 1 MiB unless told otherwise
 */
public record RecordLimits(int chunkBytes, int recordBytes) {
  public static final RecordLimits DEFAULT = new RecordLimits(4 << 20, 1 << 20);

  public RecordLimits {
    if (recordBytes < 1024 || chunkBytes < 2 * recordBytes) {
      throw new IllegalArgumentException("a chunk must hold two records of the greatest length");
    }
  }
}
