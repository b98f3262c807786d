package dwell.casefile;

import java.io.IOException;

/** The kept bytes of the artifacts' records. Safe for use by several threads. */
interface RecordBytes {
  /**
   * Bytes of an artifact, decompressed.
   *
   * @return exactly {@code length} bytes
   * @throws IOException where they are not kept, or are damaged
   */
  byte[] read(int artifact, long offset, int length) throws IOException;

  /**
   * The number of the line that a place lies in, from 1; 0 where the artifact has no lines.
   *
   * @throws IOException as for {@link #read}
   */
  long line(int artifact, long offset) throws IOException;
}
