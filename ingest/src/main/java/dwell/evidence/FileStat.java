package dwell.evidence;

/**
 * What a file system or archive says of a file beside its name, size and time. A value that is not
 * known is -1.
 *
 * @param mode permission bits and file type as in {@code st_mode} of stat(2), or the permission
 *     bits alone where the archive keeps no more
 * @param uid the owner's numeric id
 * @param gid the group's numeric id
 * @param device the number of the file system
 * @param inode the number of the file in its file system
 */
public record FileStat(int mode, long uid, long gid, long device, long inode) {
  /** Nothing is known. */
  public static final FileStat UNKNOWN = new FileStat(-1, -1, -1, -1, -1);
}
