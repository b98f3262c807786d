package dwell.evidence;

import dwell.event.ArtifactKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest says of one file of the evidence after it was read: plain data, one line of
 * {@code evidence.jsonl}.
 *
 * @param path its path within the evidence root; text from the evidence
 * @param host the host that it belongs to; empty where unknown
 * @param hostPath its path on that host
 * @param size bytes as stored, counted while they were read; for what was not read, as listed; -1
 *     where neither is known
 * @param modified when it was last modified, as the evidence has it; null where unknown
 * @param stat owner, mode and inode, as far as the evidence has them
 * @param sha256 lower-case hex over the bytes as stored; null where they could not be read to the
 *     end, and for links
 * @param link where a symbolic or hard link leads, as written in it; null for a file
 * @param format the {@code id} of the format it was read as; null where it was not read as a log
 * @param compression {@link Compression#NONE} where it is not compressed
 * @param chain name of its rotation chain within its folder, as {@code var/log/auth.log}; its own
 *     path where nothing speaks of a rotation
 * @param chainPosition its place in the chain, see {@link RotationChain#position}
 * @param records the number of records
 * @param events the number of events
 * @param unknown the number of events that no parser knew
 * @param first the earliest time of its events; null where none has a time
 * @param last the latest time of its events; null where none has a time
 * @param faults what could not be read of it
 * @param copyOf path of the artifact of this case that has the same bytes; null where there is none
 */
public record ArtifactReport(
    String path,
    String host,
    String hostPath,
    long size,
    @Nullable Instant modified,
    FileStat stat,
    @Nullable String sha256,
    @Nullable String link,
    @Nullable String format,
    Compression compression,
    String chain,
    long chainPosition,
    long records,
    long events,
    long unknown,
    @Nullable Instant first,
    @Nullable Instant last,
    List<Fault> faults,
    @Nullable String copyOf) {

  public ArtifactReport {
    faults = List.copyOf(faults);
  }

  /** The key that its events' ids are made from. */
  public ArtifactKey key() {
    return ArtifactKey.of(host, hostPath, path);
  }

  /** The same, told to be a copy of another artifact. */
  public ArtifactReport asCopyOf(String original) {
    return new ArtifactReport(
        path,
        host,
        hostPath,
        size,
        modified,
        stat,
        sha256,
        link,
        format,
        compression,
        chain,
        chainPosition,
        records,
        events,
        unknown,
        first,
        last,
        faults,
        original);
  }
}
