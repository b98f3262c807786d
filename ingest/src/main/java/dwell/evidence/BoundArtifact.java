package dwell.evidence;

import dwell.event.ArtifactKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file of the evidence whose host is known. */
record BoundArtifact(ArtifactKey key, StoredFile file) implements Artifact {
  @Override
  public long size() {
    return file.size();
  }

  @Override
  public @Nullable Instant modified() {
    return file.modified();
  }

  @Override
  public InputStream open() throws IOException {
    return file.open();
  }

  @Override
  public FileStat stat() {
    return file.stat();
  }

  @Override
  public ArtifactRole role() {
    return ArtifactRole.of(key.host(), key.hostPath());
  }

  @Override
  public boolean reopens() {
    return file.access() != StoredFile.Access.ONCE;
  }

  @Override
  public @Nullable State now() {
    return file.now().get();
  }
}
