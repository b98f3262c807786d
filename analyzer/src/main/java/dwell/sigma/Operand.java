package dwell.sigma;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A value of a rule on its way through the modifiers that transform values (Sigma modifiers
 * appendix).
 *
 * @param form as {@link TextPattern#parse} makes it; after an encoding to UTF-16, a character for
 *     each byte
 * @param bytes whether it stands for bytes
 */
record Operand(String form, boolean bytes) {
  /** Where the part begins that does not depend on what stands before, by the offset. */
  private static final int[] BASE64_START = {0, 2, 3};

  /** How many characters at the end depend on what comes behind, by what is left over. */
  private static final int[] BASE64_END = {0, 3, 2};

  private static final String DASHES = "-/\u2013\u2014\u2015";

  static Operand of(YamlNode.Scalar scalar) {
    return new Operand(TextPattern.parse(scalar.text()), false);
  }

  /** What the modifier makes of it; null is never among it. */
  List<Operand> with(String modifier) {
    return switch (modifier) {
      case "contains" -> List.of(new Operand(TextPattern.ANY + form + TextPattern.ANY, bytes));
      case "startswith" -> List.of(new Operand(form + TextPattern.ANY, bytes));
      case "endswith" -> List.of(new Operand(TextPattern.ANY + form, bytes));
      case "windash" -> List.of(new Operand(dashes(), bytes));
      case "wide", "utf16le" -> List.of(encoded(StandardCharsets.UTF_16LE, ""));
      case "utf16be" -> List.of(encoded(StandardCharsets.UTF_16BE, ""));
      case "utf16" -> List.of(encoded(StandardCharsets.UTF_16LE, "\u00FF\u00FE"));
      case "base64" -> List.of(new Operand(Base64.getEncoder().encodeToString(raw()), false));
      case "base64offset" -> List.of(shifted(0), shifted(1), shifted(2));
      default -> throw new RuleException("the modifier " + modifier + " is not known");
    };
  }

  /** The bytes of the text. */
  private byte[] raw() {
    if (TextPattern.wild(form)) {
      throw new RuleException("a value with wildcards cannot be encoded");
    }
    return form.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private Operand encoded(Charset charset, String mark) {
    String text = new String(raw(), StandardCharsets.UTF_8);
    return new Operand(
        mark + new String(text.getBytes(charset), StandardCharsets.ISO_8859_1), true);
  }

  private Operand shifted(int offset) {
    byte[] raw = raw();
    byte[] behind = new byte[offset + raw.length];
    System.arraycopy(raw, 0, behind, offset, raw.length);
    String encoded = Base64.getEncoder().encodeToString(behind);
    int to = encoded.length() - BASE64_END[behind.length % 3];
    return new Operand(encoded.substring(Math.min(BASE64_START[offset], to), to), false);
  }

  /** Dashes that begin a word of the command line, as any of them. */
  private String dashes() {
    StringBuilder dashed = new StringBuilder(form);
    for (int i = 0; i + 1 < form.length(); i++) {
      boolean inside = i > 0 && Character.isLetterOrDigit(form.charAt(i - 1));
      if (DASHES.indexOf(form.charAt(i)) >= 0
          && !inside
          && Character.isLetterOrDigit(form.charAt(i + 1))) {
        dashed.setCharAt(i, TextPattern.DASH);
      }
    }
    return dashed.toString();
  }
}
