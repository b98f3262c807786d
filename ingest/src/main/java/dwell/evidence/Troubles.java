package dwell.evidence;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What the system says of a file that cannot be read, without the file's own name. */
final class Troubles {
  private Troubles() {}

  static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException gone -> "it is not there any more";
      case FileNotFoundException gone -> "it is not there any more";
      case FileSystemException other -> {
        String reason = other.getReason();
        yield reason == null ? "the file system refuses it" : reason;
      }
      default -> {
        String message = e.getMessage();
        // Of read(2) the JDK keeps only the text of errno, which names no file.
        yield message == null ? e.getClass().getSimpleName() : message;
      }
    };
  }
}
