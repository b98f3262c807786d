package dwell.report;

import dwell.correlate.Confidence;
import dwell.incident.Incident;
import dwell.incident.Origin;
import dwell.incident.Stamp;
import dwell.incident.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notice to the public, drafted of times and counts in words of dwell's own: no text of the
 * evidence is in it. What only people know is left as a place to fill.
 */
public final class ExternalStatement {
  private final Incident incident;
  private final Incident.Dwell dwell;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Paragraph> paragraphs = new ArrayList<>();
  private final List<Sentence> sentences = new ArrayList<>();

  /**
   * A part of the notice.
   *
   * @param stages the timeline, in the one block that has it
   */
  public record Block(
      String heading, List<Paragraph> paragraphs, List<OutlineSection.Stage> stages) {

    /** The sentences of all paragraphs. */
    List<Sentence> sentences() {
      return paragraphs.stream().flatMap(paragraph -> paragraph.sentences().stream()).toList();
    }
  }

  /** Sentences that stand together. */
  public record Paragraph(List<Sentence> sentences) {}

  /** A sentence; an open one is a place for the author to fill or to confirm. */
  public record Sentence(String text, boolean open) {}

  private ExternalStatement(Incident incident) {
    this.incident = incident;
    this.dwell = incident.dwell();
  }

  /** Its title begins with a date, so that it is never taken for the notice of another incident. */
  static String title(Incident incident) {
    Stamp made = incident.caseInfo().generated();
    String date = made == null ? "[date]" : PlainWords.day(made);
    Stamp when = dwellStart(incident);
    return date
        + ": notice about a security incident"
        + (when == null ? "" : " on " + PlainWords.day(when));
  }

  private static @Nullable Stamp dwellStart(Incident incident) {
    Incident.Dwell dwell = incident.dwell();
    return dwell.firstAccess() == null ? dwell.firstContact() : dwell.firstAccess();
  }

  /** The notice. */
  static List<Block> of(Incident incident) {
    ExternalStatement statement = new ExternalStatement(incident);
    statement.happened();
    if (incident.verdict() == Verdict.COMPROMISE) {
      statement.timeline();
      statement.information();
      statement.forYou();
      statement.done();
    }
    statement.unknown();
    statement.contact();
    return List.copyOf(statement.blocks);
  }

  private void say(String text) {
    sentences.add(new Sentence(text, false));
  }

  private void ask(String text) {
    sentences.add(new Sentence(text, true));
  }

  /** Ends a paragraph; nothing where it is empty. */
  private void paragraph() {
    if (!sentences.isEmpty()) {
      paragraphs.add(new Paragraph(List.copyOf(sentences)));
      sentences.clear();
    }
  }

  private void end(String heading, List<OutlineSection.Stage> stages) {
    paragraph();
    if (!paragraphs.isEmpty() || !stages.isEmpty()) {
      blocks.add(new Block(heading, List.copyOf(paragraphs), stages));
      paragraphs.clear();
    }
  }

  private void end(String heading) {
    end(heading, List.of());
  }

  private void happened() {
    switch (incident.verdict()) {
      case COMPROMISE -> compromise();
      case ATTEMPT -> {
        String since = PlainWords.moment(dwell.firstContact());
        say(
            "Somebody tried to get into our systems"
                + (since == null ? "" : ", for the first time that we know of on " + since)
                + ".");
        say("In the records that we have, nothing shows that they got in.");
      }
      case NONE -> {
        say("We looked into whether somebody without permission got into our systems.");
        say("In the records that we have, nothing shows that they did.");
      }
    }
    end("What happened");
  }

  private void compromise() {
    String access = PlainWords.moment(dwell.firstAccess());
    String who =
        incident.origin() == Origin.INTERNAL
            ? "somebody with access to our systems used it for what it was not given for"
            : "somebody without permission got into our systems";
    say(access == null ? sentence(who) : "On " + access + ", " + who + ".");
    if (access == null) {
      say("When that was for the first time, our records do not show.");
    }
    way();
    paragraph();
    String contact = PlainWords.moment(dwell.firstContact());
    if (contact != null && !contact.equals(access)) {
      say("The first attempt that we know of was on " + contact + ".");
    }
    String detected = PlainWords.moment(dwell.detected());
    if (detected == null) {
      ask("When we noticed, and how.");
    } else {
      say("We noticed on " + detected + ".");
    }
    String evicted = PlainWords.moment(dwell.evicted());
    if (evicted == null) {
      ask("When we took their access away.");
    } else {
      say("We took their access away on " + evicted + ".");
    }
    if (dwell.toEviction() != null) {
      say("Until then they had access for " + PlainWords.range(dwell.toEviction()) + ".");
    }
    cameBack();
  }

  private void way() {
    Incident.Vector vector = incident.vector();
    String technique = vector == null ? null : vector.technique();
    String way = technique == null ? null : way(technique);
    if (vector == null || way == null) {
      ask("How they got in, as far as it may be told without helping others to do the same.");
      return;
    }
    boolean sure = vector.confidence() == Confidence.PROVEN;
    say((sure ? "They got in " : "We believe that they got in ") + way + ".");
  }

  /** By the technique's id in ATT&amp;CK; null where there are no words for it. */
  private static @Nullable String way(String technique) {
    return switch (technique.split("\\.", 2)[0]) {
      case "T1110" -> "by guessing a password";
      case "T1078" -> "with the password or the key of an account that was not theirs";
      case "T1190" -> "through a fault in a service that is open to the internet";
      case "T1133" -> "through a service for access from afar";
      case "T1505" -> "through a program that they had placed on a web server";
      default -> null;
    };
  }

  private void cameBack() {
    List<Incident.Reentry> in =
        incident.reentry().stream().filter(back -> back.outcome().equals("success")).toList();
    if (!in.isEmpty()) {
      say(
          "After that they got in again, on "
              + PlainWords.moment(in.getFirst().time())
              + (in.size() > 1 ? " and later" : "")
              + ".");
    } else if (!incident.reentry().isEmpty()) {
      say("After that they tried to get in again, and did not.");
    }
    if (!dwell.stillInside().equals("no")) {
      ask("That they no longer have access, and how we know it.");
    }
  }

  private void timeline() {
    end("What happened when", OutlineSection.stages(incident));
  }

  private void information() {
    if (incident.data().isEmpty()) {
      say("In the records that we have, nothing shows that a database was read.");
      ask("What other information was stored on the systems that they were in.");
    }
    for (Incident.Data table :
        incident.data().subList(0, Math.min(Limits.ROWS, incident.data().size()))) {
      table(table);
      paragraph();
    }
    if (!incident.data().isEmpty()) {
      ask("What each of these is to the people concerned, and how many people that is.");
      paragraph();
    }
    if (!incident.exfiltration().isEmpty()) {
      left();
    }
    if (!incident.exposedSecrets().isEmpty()) {
      say(
          "They could read passwords or keys that were stored on our systems; we treat all of them as"
              + " known to them.");
    }
    end("What information is affected");
  }

  private void table(Incident.Data table) {
    DataKinds kinds = DataKinds.of(table);
    boolean read = table.operations().isEmpty() || table.operations().contains("SELECT");
    StringBuilder text = new StringBuilder(read ? "They read " : "They changed ");
    text.append(records(table.rows()));
    if (kinds.kinds().isEmpty()) {
      say(text.append('.').toString());
      ask("Which information these records hold.");
      return;
    }
    say(text.append(" with ").append(listed(kinds.words())).append('.').toString());
    if (kinds.whole()) {
      say("They read these records whole.");
    }
    if (kinds.whole() || kinds.others() > 0) {
      ask("What else these records hold.");
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
    if (rows == null || rows.known() == null && rows.atMost() == null) {
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
    say(
        (proven
                ? "Data was sent out of our systems"
                : "We believe that data was sent out of our systems")
            + when
            + ".");
  }

  private void forYou() {
    Set<DataKinds.Kind> kinds = EnumSet.noneOf(DataKinds.Kind.class);
    incident.data().forEach(table -> kinds.addAll(DataKinds.of(table).kinds()));
    if (kinds.contains(DataKinds.Kind.PASSWORD) || kinds.contains(DataKinds.Kind.TOKEN)) {
      say("Change your password with us, and wherever else you use the same.");
    }
    if (kinds.contains(DataKinds.Kind.CARD) || kinds.contains(DataKinds.Kind.BANK)) {
      say(
          "Look through your statements for payments that are not yours, and tell your bank of them.");
    }
    if (kinds.contains(DataKinds.Kind.EMAIL) || kinds.contains(DataKinds.Kind.PHONE)) {
      say("Be wary of messages and calls that seem to come from us and ask for something.");
    }
    ask("What else those concerned should do, and what we do for them.");
    end("What you can do");
  }

  private void done() {
    say("This happened on systems that we run; to protect them was our responsibility.");
    Incident.Containment todo = incident.containment();
    if (!todo.blockAddresses().isEmpty()) {
      ask("To confirm: we blocked the addresses that they came from.");
    }
    if (!todo.lockAccounts().isEmpty() || !todo.lockDatabaseAccounts().isEmpty()) {
      ask("To confirm: we locked the accounts that they used.");
    }
    if (!todo.rotateSecrets().isEmpty()) {
      ask("To confirm: we changed the passwords and keys that they know or may know.");
    }
    if (!todo.remove().isEmpty()) {
      ask("To confirm: we removed the ways to come back that they had set up.");
    }
    ask("How exactly we keep this from happening again, and by when.");
    end("What we have done and will do");
  }

  private void unknown() {
    if (!incident.tampering().isEmpty()) {
      say("Some of our records were altered or removed, so that they do not show everything.");
    }
    if (!incident.gaps().isEmpty()) {
      say("Our records have gaps, so that they do not show everything.");
    }
    Incident.Range range = dwell.toEviction();
    if (range != null && (range.high() == null || range.high() - range.low() >= 60)) {
      say("Our records leave open by how much longer they had access than we can prove.");
    }
    end("What we do not know");
  }

  private void contact() {
    ask("Whom to ask, and when we will say more.");
    end("Questions");
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
