package dwell.format;

import dwell.event.EventBatch;
import dwell.event.Field;
import java.nio.charset.StandardCharsets;

/** The host of the artifact, for records that do not say themselves which host wrote them. */
public final class ArtifactHost {
  private final byte[] name;

  public ArtifactHost(ParseContext context) {
    name = context.artifact().host().getBytes(StandardCharsets.UTF_8);
  }

  /** Sets the host of the batch's current row; nothing where the artifact's host is not known. */
  public void set(EventBatch batch) {
    batch.keyword(Field.HOST, name, 0, name.length);
  }
}
