package dwell.incident;

import dwell.correlate.Session;
import dwell.correlate.SqlBounds;
import dwell.correlate.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Statements of a session that read tables of data whole, at once or page by page. */
final class WholeReads {
  /** One look, and one more; the third page goes through the table. */
  private static final int PAGES = 3;

  /** A screen holds less: pages of more rows are not for eyes. */
  private static final long MORE_THAN_A_SCREEN = 100;

  private WholeReads() {}

  /** Those that read whole, in their order. */
  static Set<Statement> of(Session session) {
    Set<Statement> out = new LinkedHashSet<>();
    Map<String, List<Statement>> pages = new LinkedHashMap<>();
    for (Statement statement : session.statements()) {
      if (whole(statement)) {
        out.add(statement);
      } else if (page(statement)) {
        pages.computeIfAbsent(form(statement), k -> new ArrayList<>()).add(statement);
      }
    }
    pages.values().stream().filter(WholeReads::through).forEach(out::addAll);
    return out;
  }

  /** Whether a statement reads a table of data without a bound on its rows. */
  static boolean unbounded(Statement statement) {
    return data(statement) && statement.analysis().atMost() < 0;
  }

  /** What asks for some rows alone reads whole only where more came than a person looks at. */
  private static boolean whole(Statement statement) {
    boolean some = statement.analysis().bounds().conditional();
    return unbounded(statement) && (!some || statement.rows() > MORE_THAN_A_SCREEN);
  }

  private static boolean data(Statement statement) {
    return statement.analysis().operation().reads()
        && !statement.analysis().aggregateOnly()
        && statement.analysis().tables().stream().anyMatch(t -> !t.catalogue());
  }

  private static boolean page(Statement statement) {
    SqlBounds bounds = statement.analysis().bounds();
    return data(statement)
        && bounds.atMost() > MORE_THAN_A_SCREEN
        && (!bounds.conditional() || bounds.resumes());
  }

  /** What the pages of one reading have in common: all before their bounds. */
  private static String form(Statement statement) {
    String text = statement.analysis().fingerprint();
    int end = text.length();
    for (String bound : List.of(" where ", " order by ", " limit ", " offset ", " fetch ")) {
      int at = text.lastIndexOf(bound);
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end);
  }

  /** Whether pages go on one behind the other. */
  private static boolean through(List<Statement> pages) {
    long next = 0;
    int following = 0;
    Set<String> resumed = new LinkedHashSet<>();
    for (Statement page : pages) {
      SqlBounds bounds = page.analysis().bounds();
      if (bounds.resumes()) {
        resumed.add(page.text());
      } else if (bounds.skipped() >= 0 && bounds.skipped() <= next) {
        boolean on = bounds.skipped() + bounds.atMost() > next;
        next = Math.max(next, bounds.skipped() + bounds.atMost());
        following += on ? 1 : 0;
      }
    }
    int first = following > 0 ? 1 : 0;
    return following >= PAGES || !resumed.isEmpty() && resumed.size() + first >= PAGES;
  }
}
