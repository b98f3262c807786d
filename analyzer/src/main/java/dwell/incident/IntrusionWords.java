package dwell.incident;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * What people write of an intrusion, and of nothing else that they log by hand, in the languages of
 * those who keep the hosts. Words are compared without accents, since they are typed without.
 */
final class IntrusionWords {
  /**
   * Beginnings of words. None is there that means something common in another of these languages:
   * Spanish and Portuguese {@code compromiso, compromisso} is an appointment.
   */
  private static final List<String> STEMS =
      List.of(
          // English
          "compromise",
          "intrusion",
          "intruder",
          "breach",
          "attacker",
          "hacked",
          "hacker",
          "backdoor",
          "back door",
          "web shell",
          "webshell",
          "break-in",
          "broke in",
          "broken in",
          "malware",
          // German
          "einbruch",
          "einbrecher",
          "eindringling",
          "eingedrungen",
          "angreifer",
          "kompromittier",
          "gehackt",
          "hintertur",
          "hintertuer",
          "schadsoftware",
          "schadcode",
          "unbefugter zugriff",
          "unbefugten zugriff",
          "unbefugte zugriff",
          // French
          "compromission",
          "attaquant",
          "piratage",
          "piratee",
          "porte derobee",
          "logiciel malveillant",
          "acces non autorise",
          // Spanish
          "comprometid",
          "atacante",
          "hackead",
          "piratead",
          "puerta trasera",
          "acceso no autorizado",
          // Portuguese
          "invasao",
          "invasor",
          "invadid",
          "intrusao",
          "acesso nao autorizado",
          "acesso indevido",
          // Italian
          "compromess",
          "intrusione",
          "attaccante",
          "hackerat",
          "accesso non autorizzato",
          "accesso abusivo",
          // Dutch
          "inbraak",
          "inbreker",
          "indringer",
          "aanvaller",
          "gecompromitteerd",
          "achterdeur",
          "onbevoegde toegang",
          // Polish, Czech
          "wlaman",
          "intruz",
          "skompromitowan",
          "kompromitov",
          "utocnik",
          "prunik",
          // Swedish, Danish, Norwegian, Finnish
          "intrang",
          "inkraktare",
          "angripare",
          "indbrud",
          "innbrudd",
          "angriber",
          "angriper",
          "hackad",
          "hacket",
          "kompromettere",
          "bakdorr",
          "bagdor",
          "bakdor",
          "tietomurto",
          "hyokkaaj",
          "takaport",
          // Russian, Ukrainian
          "взлом",
          "злоумышленник",
          "зловмисник");

  /** Whole words: longer ones that begin so mean something else. */
  private static final List<String> WORDS =
      List.of("compromis", "intrus", "intruse", "intruso", "intrusa", "pirate", "pirates");

  /** Where no spaces part words. */
  private static final List<String> UNSPACED = List.of("不正アクセス", "不正侵入", "入侵", "침해사고");

  private IntrusionWords() {}

  /** Whether a text speaks of an intrusion. */
  static boolean in(String text) {
    String plain = plain(text);
    return STEMS.stream().anyMatch(stem -> begins(plain, stem, false))
        || WORDS.stream().anyMatch(word -> begins(plain, word, true))
        || UNSPACED.stream().anyMatch(text::contains);
  }

  /** Lower case, letters without their marks. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replace('ł', 'l')
        .replace('ø', 'o');
  }

  private static boolean begins(String text, String stem, boolean whole) {
    for (int at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
      int end = at + stem.length();
      boolean first = at == 0 || !Character.isLetter(text.charAt(at - 1));
      boolean last = end == text.length() || !Character.isLetter(text.charAt(end));
      if (first && (last || !whole)) {
        return true;
      }
    }
    return false;
  }
}
