package dwell.sigma;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names of system calls: audit records give numbers, rules names. The table is a resource. */
final class SystemCalls {
  private static final Map<String, String> NAMES = read();

  private SystemCalls() {}

  /**
   * The name of the call that an audit event is about: as auditd added it (enriched format), else
   * by architecture and number; null where the event has none, or one of an architecture that the
   * table does not know.
   */
  static @Nullable String name(AuditRecord record) {
    String named = record.value("SYSCALL");
    return named != null ? named : NAMES.get(record.value("arch") + ' ' + record.value("syscall"));
  }

  private static Map<String, String> read() {
    Map<String, String> names = new HashMap<>();
    try (InputStream in = SystemCalls.class.getResourceAsStream("syscalls.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith("#")) {
          names.put(line.substring(0, space), line.substring(space + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
