package dwell.evidence;

import java.io.IOException;

/**
 * Takes what an {@link EvidenceSource} holds, in the source's order, by one thread. What a visitor
 * throws ends the visit and reaches its caller: it stands for the case's own troubles, as a full
 * disk. Troubles of the evidence are {@link #fault}s.
 */
public interface ArtifactVisitor {
  /** A file. {@link Artifact#open} is valid until this returns. */
  void artifact(Artifact artifact) throws IOException;

  /** A link. */
  default void link(EvidenceLink link) throws IOException {}

  /** An archive, after its last member. */
  default void archive(ArchiveSeal archive) throws IOException {}

  /** Something that could not be read, and is no artifact's own fault. */
  void fault(Fault fault);
}
