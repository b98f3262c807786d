package dwell.incident;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of an actor's a text names: an address, a web shell, the account of a colleague. */
final class Notices {
  private final Party party;
  private final TreeSet<String> shells = new TreeSet<>();

  Notices(Party party) {
    this.party = party;
    for (WebVisit visit : party.visits) {
      for (WebVisit.Shell shell : visit.shells()) {
        shells.add(shell.path().substring(shell.path().lastIndexOf('/') + 1));
      }
    }
  }

  /** An address or a web shell of the actor's that a command names; null where it names none. */
  @Nullable String inCommand(String text) {
    String address = address(text);
    return address == null ? shell(text) : address;
  }

  /**
   * What a line of a log names: the account too where a person must have written it.
   *
   * @param daemon whether a daemon may have written it
   */
  @Nullable String inLine(String text, boolean daemon) {
    String named = inCommand(text);
    // An outsider is known by addresses; a colleague by name.
    return named != null || daemon || !party.insider ? named : account(text);
  }

  private @Nullable String account(String text) {
    for (Party.Hold hold : party.accounts()) {
      String name = hold.account().name();
      boolean own = hold.how() != AccountHow.REACHED && name.length() > 2;
      if (own && !name.equals("root") && word(text, name)) {
        return name;
      }
    }
    return null;
  }

  private @Nullable String shell(String text) {
    return shells.stream().filter(name -> word(text, name)).findFirst().orElse(null);
  }

  /** An address of the actor's that the text names whole; null where it names none. */
  private @Nullable String address(String text) {
    for (Party.From from : party.addresses()) {
      // Where ours come from too, naming it says nothing.
      if ((from.against().isEmpty() || !party.insider) && word(text, from.ip())) {
        return from.ip();
      }
    }
    return null;
  }

  /** Whether a text holds a word whole: a full stop after it is one, unless a digit follows. */
  private static boolean word(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      boolean before = at == 0 || !part(text.charAt(at - 1));
      boolean stop =
          end < text.length()
              && text.charAt(end) == '.'
              && (end + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(end + 1)));
      if (before && (end == text.length() || stop || !part(text.charAt(end)))) {
        return true;
      }
      at = text.indexOf(word, end);
    }
    return false;
  }

  private static boolean part(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
  }
}
