package dwell.correlate;

/**
 * An account: of a host's operating system, or of a database on a host.
 *
 * @param host the host that knows the account
 * @param system {@link #OS}, or the database's name as in {@code db.system.name}
 * @param name the account's name as logged
 */
public record AccountKey(String host, String system, String name)
    implements Comparable<AccountKey> {
  /** The system of an operating system's accounts. */
  public static final String OS = "os";

  /** An account of a host's operating system. */
  public static AccountKey os(String host, String name) {
    return new AccountKey(host, OS, name);
  }

  @Override
  public int compareTo(AccountKey other) {
    int c = host.compareTo(other.host);
    c = c != 0 ? c : system.compareTo(other.system);
    return c != 0 ? c : name.compareTo(other.name);
  }
}
