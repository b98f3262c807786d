package dwell.detect;

/**
 * What in a session as a whole speaks for an attacker, beside the acts in it. Each is weighed
 * against what the account and the address did before.
 */
public enum Sign {
  PASSWORD_GUESSED(
      "T1110.001",
      "high",
      "Guessing that ended in a success",
      "An address that nobody gets in from is refused many times or on many names, and then let in.",
      "People who forgot a password: they try one name, from where it was used before."),
  GUESSED_FROM_A_NETWORK(
      "T1110.001",
      "high",
      "Guessing from several addresses of one network that ended in a success",
      "The attempts are spread so that no address stands out.",
      "Offices behind several addresses: there, successes outnumber failures."),
  ACCOUNT_UNDER_FIRE(
      "T1110.003",
      "low",
      "A success on an account that is tried from everywhere",
      "Spread guessing ends somewhere.",
      "Names such as root and admin are tried always: by itself it says next to nothing."),
  FIRST_USE(
      "T1078",
      "low",
      "The first use of an account",
      "An account that lay idle is not missed.",
      "New colleagues; records that do not reach back."),
  NEW_NETWORK(
      "T1078",
      "medium",
      "An account used from a network never seen with it",
      "Stolen passwords and keys are used from elsewhere.",
      "Travel, a new line at home."),
  NEW_KEY(
      "T1098.004",
      "low",
      "An account used with a key never seen with it",
      "A key that somebody else put there.",
      "A new machine of its owner."),
  NEW_METHOD(
      "T1078",
      "low",
      "An account used by a method never seen with it",
      "A password where there were only keys.",
      "A key left at home."),
  UNUSUAL_HOUR(
      "T1078",
      "low",
      "An account used at an hour at which it is never used",
      "When nobody looks.",
      "Emergencies, other zones."),
  DATABASE_FROM_OUTSIDE(
      "T1133",
      "medium",
      "A database session opened from outside",
      "Databases are for applications; from outside come those who found the port.",
      "Hosted reporting tools and remote administrators: they come again and again."),
  DATABASE_SURVEYED(
      "T1213.006",
      "low",
      "A session that asked which tables there are and read them",
      "An application knows its tables.",
      "Administration tools."),
  DATA_NEVER_READ(
      "T1213.006",
      "low",
      "An account that read data as it never did before",
      "Applications repeat themselves.",
      "New releases."),
  APPLICATION_ACCOUNT_BY_HAND(
      "T1078",
      "medium",
      "An application's account used by a person to read tables whole",
      "Its password lies in the application's settings; who takes it has no right of his own.",
      "Developers who look for an error: they look up a row, at their hours."),
  WEB_SHELL_USED(
      "T1505.003",
      "critical",
      "A script that answers shell commands and that nobody else asks for",
      "A web shell is known by its use.",
      "Remote consoles of administrators that run commands from the address line."),
  SQL_INJECTED(
      "T1190",
      "critical",
      "SQL from a web request that the database ran",
      "The value of a parameter stands in a statement outside of its literals.",
      "Consoles that take statements from the address line: there the value is all of it."),
  SERVER_COMMANDED(
      "T1190",
      "critical",
      "The web server's account ran what only an attacker runs, as one address asked",
      "What came in a request's body no log of the server shows; the audit log shows what it did.",
      "Sites that fetch and run their own updates."),
  NAMED_BY_PEOPLE(
      "T1078",
      "high",
      "An address that people wrote down as an intruder's, and acted against",
      "Who was there knew more than the logs that are left.",
      "A mistake that was taken for an intrusion; the note says what was seen."),
  NAMED_SUSPECT("T1078", "high", "Named as suspect", "A person said so.", "Persons err.");

  private final String technique;
  private final String level;
  private final String title;
  private final String reason;
  private final String falsePositives;

  Sign(String technique, String level, String title, String reason, String falsePositives) {
    this.technique = technique;
    this.level = level;
    this.title = title;
    this.reason = reason;
    this.falsePositives = falsePositives;
  }

  /** The id in ATT&amp;CK 19. */
  public String technique() {
    return technique;
  }

  String level() {
    return level;
  }

  String title() {
    return title;
  }

  String reason() {
    return reason;
  }

  String falsePositives() {
    return falsePositives;
  }
}
