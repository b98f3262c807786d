package dwell.sigma;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which program runs under a process id of a host, by the execs that the audit log told. Bounded:
 * the programs heard of last are kept.
 */
final class ProcessParents {
  /** More than the kernel's default number of process ids (pid_max, 32768) on each of two hosts. */
  private static final int MOST = 1 << 16;

  /** A program and how it was called. */
  record Program(String image, @Nullable String commandLine) {}

  private final Map<String, Program> running =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Program> eldest) {
          return size() > MOST;
        }
      };

  private boolean watching;

  void watch() {
    watching = true;
  }

  /** Takes note of the program that the event started. */
  void note(EventView view) {
    if (!watching
        || view.cursor().dataset() != Dataset.AUDIT
        || !"audit/execve".equals(view.text(Field.SHAPE))) {
      return;
    }
    String image = view.text(Field.EXECUTABLE);
    long pid = view.cursor().number(Field.PID);
    if (image != null && pid != EventBatch.ABSENT) {
      running.put(key(view, pid), new Program(image, view.text(Field.COMMAND_LINE)));
    }
  }

  /** The program that started the event's; null where the log does not tell. */
  @Nullable Program parent(EventView view) {
    long pid = view.cursor().number(Field.PARENT_PID);
    return pid == EventBatch.ABSENT ? null : running.get(key(view, pid));
  }

  private static String key(EventView view, long pid) {
    return view.text(Field.HOST) + '/' + pid;
  }
}
