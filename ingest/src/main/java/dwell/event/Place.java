package dwell.event;

/**
 * Which bytes of the evidence a record is.
 *
 * @param path path within the evidence root, {@code /} between its parts
 * @param offset byte offset in the file, after decompression
 * @param length bytes, the line's end included
 * @param line line number from 1; 0 where the file has no lines
 * @param ordinal which of the record's events, from 0
 */
public record Place(String path, long offset, int length, long line, int ordinal) {}
