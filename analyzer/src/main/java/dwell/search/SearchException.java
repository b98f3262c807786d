package dwell.search;

/** A question that cannot be understood; the message tells why, in plain words. */
public final class SearchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SearchException(String message) {
    super(message);
  }
}
