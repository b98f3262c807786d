package dwell.sigma;

/** A rule that cannot be run; the message is the reason, for people. */
final class RuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleException(String reason) {
    super(reason);
  }
}
