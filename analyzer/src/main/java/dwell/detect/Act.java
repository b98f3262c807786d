package dwell.detect;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a command does.
 *
 * @param path the file concerned, absolute where the command or its working directory tells; null
 *     where none
 * @param name the account, group, job or host concerned; null where none
 * @param detail more, by kind: the key's text of {@link ActKind#KEY_ADDED}, the far host of {@link
 *     ActKind#FILE_SENT} and {@link ActKind#SSH_ONWARD}, the key file of {@link
 *     ActKind#KEY_USED_ONWARD}, {@code dump} of {@link ActKind#DATABASE_HASHES_READ} in a copy of
 *     the whole; null where none
 */
public record Act(
    ActKind kind, @Nullable String path, @Nullable String name, @Nullable String detail) {

  static Act of(ActKind kind) {
    return new Act(kind, null, null, null);
  }

  static Act path(ActKind kind, String path) {
    return new Act(kind, path, null, null);
  }

  static Act name(ActKind kind, @Nullable String name) {
    return new Act(kind, null, name, null);
  }
}
