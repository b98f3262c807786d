package dwell.report;

/** Takes secrets out of text before people see it. */
@FunctionalInterface
public interface Redaction {
  /** Leaves all as it is. */
  Redaction NONE = text -> text;

  /** Takes passwords out of commands, statements, URLs and the records that hold them. */
  Redaction PASSWORDS = PasswordRedaction::apply;

  /** What stands in place of a secret. */
  String MARK = "[redacted]";

  /** The text without the secrets; the same text where there is none. Linear in its length. */
  String apply(String text);
}
