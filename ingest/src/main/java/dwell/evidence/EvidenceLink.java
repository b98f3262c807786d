package dwell.evidence;

import dwell.event.ArtifactKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A symbolic or hard link in the evidence. It is told, and never followed: what it leads to is read
 * where it stands, if it stands in the evidence.
 *
 * @param key names the link itself
 * @param target as written in the link; for a hard link the path of the file that was read, within
 *     the evidence root. Text from the evidence, never a path to open
 * @param hard whether it is a hard link
 */
public record EvidenceLink(
    ArtifactKey key, String target, boolean hard, @Nullable Instant modified, FileStat stat) {}
