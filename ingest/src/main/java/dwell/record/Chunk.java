package dwell.record;

import org.jspecify.annotations.Nullable;

/**
 * A run of whole records of one file.
 *
 * @param bytes holds them; not changed while the chunk is in use
 * @param to where the chunk ends in {@code bytes}; it begins at 0
 * @param offset its place in the (decompressed) file
 * @param firstLine the number of its first line, from 1; 0 where the file has no lines
 * @param state what the cutter says of its beginning
 * @param continued whether it begins inside a record that was too long and had to be parted
 * @param last whether the file ends with it
 */
public record Chunk(
    byte[] bytes,
    int to,
    long offset,
    long firstLine,
    @Nullable Object state,
    boolean continued,
    boolean last) {}
