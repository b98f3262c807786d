package dwell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Phrases that say nothing, and that readers of a notice have learned to hear as evasion. */
public final class EmptyPhrases {
  /** As they are compared: lower case, words alone, without the words that only add weight. */
  private static final List<String> PHRASES =
      List.of(
          "take security seriously",
          "take your security seriously",
          "take the security of your data seriously",
          "take privacy seriously",
          "take your privacy seriously",
          "take this matter seriously",
          "take data protection seriously",
          "security is our top priority",
          "security is our highest priority",
          "privacy is our top priority",
          "your privacy is important to us",
          "your security is important to us",
          "your trust is important to us",
          "out of an abundance of caution",
          "apologize for any inconvenience",
          "apologise for any inconvenience",
          "regret any inconvenience",
          "sorry for any inconvenience",
          "isolated incident",
          "sophisticated attack",
          "sophisticated attacker",
          "sophisticated threat actor",
          "highly sophisticated",
          "industry leading security",
          "state of the art security",
          "bank grade security",
          "military grade",
          "may or may not have been");

  private static final List<String> WEIGHTS =
      List.of("very", "extremely", "really", "incredibly", "so", "always", "most", "deeply");

  private EmptyPhrases() {}

  /** Those that the text has, in whatever case, over line ends, and with or without a "very". */
  public static List<String> in(String text) {
    String words = words(text);
    List<String> found = new ArrayList<>();
    for (String phrase : PHRASES) {
      if (words.contains(" " + phrase + " ")) {
        found.add(phrase);
      }
    }
    return found;
  }

  private static String words(String text) {
    StringBuilder out = new StringBuilder(" ");
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty() && !WEIGHTS.contains(word)) {
        out.append(word).append(' ');
      }
    }
    return out.toString();
  }
}
