package dwell.casefile;

import dwell.event.ArtifactKey;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactRole;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An artifact read again from the case, decompressed, whether or not the evidence can be read
 * again.
 */
record KeptArtifact(Artifact original, KeptRecords records, int number) implements Artifact {
  @Override
  public ArtifactKey key() {
    return original.key();
  }

  @Override
  public long size() {
    return records.size(number);
  }

  @Override
  public @Nullable Instant modified() {
    return original.modified();
  }

  @Override
  public ArtifactRole role() {
    return original.role();
  }

  @Override
  public InputStream open() {
    return new InputStream() {
      private long at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int n = (int) Math.min(length, size() - at);
        if (n <= 0) {
          return length == 0 ? 0 : -1;
        }
        System.arraycopy(records.read(number, at, n), 0, bytes, from, n);
        at += n;
        return n;
      }
    };
  }
}
