package dwell.report;

import dwell.correlate.Confidence;
import dwell.incident.Incident;
import dwell.incident.Origin;
import dwell.incident.Stamp;
import dwell.incident.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notice to the public, drafted of times and counts in words of dwell's own: no text of the
 * evidence is in it. What only people know is left as a place to fill.
 */
final class ExternalStatement {
  private final Incident incident;
  private final Incident.Dwell dwell;
  private final Notice notice = new Notice();

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
  static List<Notice.Block> of(Incident incident) {
    ExternalStatement statement = new ExternalStatement(incident);
    statement.happened();
    if (incident.verdict() == Verdict.COMPROMISE) {
      statement.timeline();
      new NoticeOfData(incident, statement.notice).write();
      statement.forYou();
      statement.done();
    }
    statement.unknown();
    statement.contact();
    return statement.notice.blocks();
  }

  private void happened() {
    switch (incident.verdict()) {
      case COMPROMISE -> compromise();
      case ATTEMPT -> {
        String since = PlainWords.moment(dwell.firstContact());
        notice.say(
            "Somebody tried to get into our systems"
                + (since == null ? "" : ", for the first time that we know of on " + since)
                + ".");
        notice.say("In the records that we have, nothing shows that they got in.");
      }
      case NONE -> {
        notice.say("We looked into whether somebody without permission got into our systems.");
        notice.say("In the records that we have, nothing shows that they did.");
      }
    }
    notice.end("What happened");
  }

  private void compromise() {
    String access = PlainWords.moment(dwell.firstAccess());
    String who =
        incident.origin() == Origin.INTERNAL
            ? "somebody with access to our systems used it for what it was not given for"
            : "somebody without permission got into our systems";
    notice.say(access == null ? sentence(who) : "On " + access + ", " + who + ".");
    if (access == null) {
      notice.say("When that was for the first time, our records do not show.");
    }
    way();
    notice.paragraph();
    String contact = PlainWords.moment(dwell.firstContact());
    if (contact != null && !contact.equals(access)) {
      notice.say("The first attempt that we know of was on " + contact + ".");
    }
    String detected = PlainWords.moment(dwell.detected());
    if (detected == null) {
      notice.ask("When we noticed, and how.");
    } else {
      notice.say("We noticed on " + detected + ".");
    }
    String evicted = PlainWords.moment(dwell.evicted());
    if (evicted == null) {
      notice.ask("When we took their access away.");
    } else {
      notice.say("We took their access away on " + evicted + ".");
    }
    if (dwell.toEviction() != null) {
      notice.say("Until then they had access for " + PlainWords.range(dwell.toEviction()) + ".");
    }
    cameBack();
  }

  private void way() {
    Incident.Vector vector = incident.vector();
    String technique = vector == null ? null : vector.technique();
    String way = technique == null ? null : way(technique);
    if (vector == null || way == null) {
      notice.ask(
          "How they got in, as far as it may be told without helping others to do the same.");
      return;
    }
    boolean sure = vector.confidence() == Confidence.PROVEN;
    notice.say((sure ? "They got in " : "We believe that they got in ") + way + ".");
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
      notice.say(
          "After that they got in again, on "
              + PlainWords.moment(in.getFirst().time())
              + (in.size() > 1 ? " and later" : "")
              + ".");
    } else if (!incident.reentry().isEmpty()) {
      notice.say("After that they tried to get in again, and did not.");
    }
    if (!dwell.stillInside().equals("no")) {
      notice.ask("That they no longer have access, and how we know it.");
    }
  }

  private void timeline() {
    notice.end("What happened when", OutlineSection.stages(incident));
  }

  private void forYou() {
    Set<DataKinds.Kind> kinds = EnumSet.noneOf(DataKinds.Kind.class);
    incident.data().forEach(table -> kinds.addAll(DataKinds.of(table).kinds()));
    if (kinds.contains(DataKinds.Kind.PASSWORD) || kinds.contains(DataKinds.Kind.TOKEN)) {
      notice.say("Change your password with us, and wherever else you use the same.");
    }
    if (kinds.contains(DataKinds.Kind.CARD) || kinds.contains(DataKinds.Kind.BANK)) {
      notice.say(
          "Look through your statements for payments that are not yours, and tell your bank of them.");
    }
    if (kinds.contains(DataKinds.Kind.EMAIL) || kinds.contains(DataKinds.Kind.PHONE)) {
      notice.say("Be wary of messages and calls that seem to come from us and ask for something.");
    }
    notice.ask("What else those concerned should do, and what we do for them.");
    notice.end("What you can do");
  }

  private void done() {
    notice.say("This happened on systems that we run; to protect them was our responsibility.");
    Incident.Containment todo = incident.containment();
    if (!todo.blockAddresses().isEmpty()) {
      notice.ask("To confirm: we blocked the addresses that they came from.");
    }
    if (!todo.lockAccounts().isEmpty() || !todo.lockDatabaseAccounts().isEmpty()) {
      notice.ask("To confirm: we locked the accounts that they used.");
    }
    if (!todo.rotateSecrets().isEmpty()) {
      notice.ask("To confirm: we changed the passwords and keys that they know or may know.");
    }
    if (!todo.remove().isEmpty()) {
      notice.ask("To confirm: we removed the ways to come back that they had set up.");
    }
    notice.ask("How exactly we keep this from happening again, and by when.");
    notice.end("What we have done and will do");
  }

  private void unknown() {
    if (!incident.tampering().isEmpty()) {
      notice.say(
          "Some of our records were altered or removed, so that they do not show everything.");
    }
    if (!incident.gaps().isEmpty()) {
      notice.say("Our records have gaps, so that they do not show everything.");
    }
    Incident.Range range = dwell.toEviction();
    if (range != null && (range.high() == null || range.high() - range.low() >= 60)) {
      notice.say("Our records leave open by how much longer they had access than we can prove.");
    }
    notice.end("What we do not know");
  }

  private void contact() {
    notice.ask("Whom to ask, and when we will say more.");
    notice.end("Questions");
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
