/**
 * What the analyst brought: folders, single files, archives; read, never written to.
 *
 * <p>An {@link dwell.evidence.EvidenceSource} lists the {@link dwell.evidence.Artifact}s of one
 * piece of evidence: files with their path, host, size, times and bytes. The same pass that reads
 * an artifact's bytes hashes them.
 */
@NullMarked
package dwell.evidence;

import org.jspecify.annotations.NullMarked;
