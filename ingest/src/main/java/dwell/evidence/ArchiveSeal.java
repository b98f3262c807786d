package dwell.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An archive whose members were visited: itself no artifact, but what the collector's hash list
 * names.
 *
 * @param path within the evidence root; the file's own name where the evidence is the archive
 * @param kind {@code tar} or {@code zip}
 * @param size bytes as stored
 * @param sha256 lower-case hex over the bytes as stored; null where they could not be read to the
 *     end
 */
public record ArchiveSeal(
    String path,
    String kind,
    Compression compression,
    long size,
    @Nullable Instant modified,
    @Nullable String sha256) {}
