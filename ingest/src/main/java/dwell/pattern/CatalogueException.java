package dwell.pattern;

/** A catalogue file that cannot be used: names the file, the line and the cause. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CatalogueException(String file, int line, String cause) {
    super(file + ":" + line + ": " + cause);
  }

  CatalogueException(String file, String cause) {
    super(file + ": " + cause);
  }
}
