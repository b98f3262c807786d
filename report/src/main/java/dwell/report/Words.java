package dwell.report;

import dwell.incident.PhaseName;

/** The vocabulary's ids as words for people. */
public final class Words {
  private Words() {}

  /** {@code privilege-escalation} as {@code Privilege escalation}. */
  public static String of(String id) {
    String spaced = id.replace('-', ' ');
    return spaced.isEmpty()
        ? spaced
        : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }

  /** The name of a phase. */
  public static String phase(PhaseName phase) {
    return phase == PhaseName.RE_ENTRY ? "Re-entry" : of(phase.id());
  }
}
