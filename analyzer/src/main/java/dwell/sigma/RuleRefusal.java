package dwell.sigma;

/**
 * A rule that cannot be run, or a file that holds none.
 *
 * @param file relative to the folder of rules
 * @param title empty where the file does not get as far
 * @param reason for people
 */
public record RuleRefusal(String file, String title, String reason) {}
