package dwell.report;

import dwell.correlate.Confidence;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a notice to the public says of the data: kinds and counts, no names of tables. */
final class NoticeOfData {
  private final Incident incident;
  private final Notice notice;

  NoticeOfData(Incident incident, Notice notice) {
    this.incident = incident;
    this.notice = notice;
  }

  void write() {
    if (incident.data().isEmpty()) {
      notice.say("In the records that we have, nothing shows that a database was read.");
      notice.ask("What other information was stored on the systems that they were in.");
    }
    for (Incident.Data table :
        incident.data().subList(0, Math.min(Limits.ROWS, incident.data().size()))) {
      table(table);
      notice.paragraph();
    }
    if (!incident.data().isEmpty()) {
      notice.ask("What each of these is to the people concerned, and how many people that is.");
      notice.paragraph();
    }
    if (!incident.exfiltration().isEmpty()) {
      left();
    }
    if (!incident.exposedSecrets().isEmpty()) {
      notice.say(
          "They could read passwords or keys that were stored on our systems; we treat all of them as"
              + " known to them.");
    }
    notice.end("What information is affected");
  }

  private void table(Incident.Data table) {
    DataKinds kinds = DataKinds.of(table);
    boolean read = table.operations().isEmpty() || table.operations().contains("SELECT");
    StringBuilder text = new StringBuilder(read ? "They read " : "They changed ");
    text.append(records(table.rows()));
    if (kinds.kinds().isEmpty()) {
      notice.say(text.append('.').toString());
      notice.ask("Which information these records hold.");
      return;
    }
    notice.say(text.append(" with ").append(listed(kinds.words())).append('.').toString());
    if (kinds.whole()) {
      notice.say("They read these records whole.");
    }
    if (kinds.whole() || kinds.others() > 0) {
      notice.ask("What else these records hold.");
    }
  }

  /** {@code a, b and c}. */
  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  private static String records(Incident.@Nullable Rows rows) {
    if (rows == null || (rows.known() == null && rows.atMost() == null)) {
      return "records, we do not know how many,";
    }
    Long most = rows.atMost();
    Long known = rows.known();
    if (most == null || most.equals(known)) {
      return Numbers.of(known == null ? 0 : known, "record", "records");
    }
    return "up to " + Numbers.of(most, "record", "records");
  }

  private void left() {
    boolean proven =
        incident.exfiltration().stream().anyMatch(e -> e.confidence() == Confidence.PROVEN);
    Stamp time = incident.exfiltration().getFirst().time();
    String when = time == null ? "" : " on " + PlainWords.moment(time);
    notice.say(
        (proven
                ? "Data was sent out of our systems"
                : "We believe that data was sent out of our systems")
            + when
            + ".");
  }
}
