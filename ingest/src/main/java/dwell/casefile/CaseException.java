package dwell.casefile;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The case cannot be used: its message says why, in words for people. */
public final class CaseException extends IOException {
  private static final long serialVersionUID = 1;

  public CaseException(String message) {
    super(message);
  }

  public CaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
