package dwell.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Lines of a table of jobs (crontab(5)) that a command writes: what the jobs will do. */
final class CronLine {
  /**
   * Five fields of time and date, or a word for them; the rest is for a table with or without
   * users.
   */
  private static final Pattern JOB =
      Pattern.compile("\\s*(?:@[a-z]+|[-0-9*,/A-Za-z~]+(?:\\s+[-0-9*,/A-Za-z~]+){4})\\s+(\\S.*)");

  /** More of one text is no table of jobs. */
  private static final int MOST = 4096;

  private CronLine() {}

  /**
   * The commands of the jobs in a text.
   *
   * @param users whether the table names an account before each command, as those of the system do
   */
  static List<String> commands(String text, boolean users) {
    List<String> out = new ArrayList<>();
    if (text.length() > MOST) {
      return out;
    }
    for (String line : text.split("\\\\n|\n", -1)) {
      Matcher job = JOB.matcher(line);
      if (job.matches()) {
        String command = job.group(1);
        int space = command.indexOf(' ');
        out.add(users ? space < 0 ? "" : command.substring(space + 1).strip() : command);
      }
    }
    return out;
  }
}
