package dwell.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version that the jar was built as, and the Java that runs it. */
final class Version implements IVersionProvider {

  /** The version of this build, or {@code unknown} when run from classes that no jar holds. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"dwell " + number(), "Java " + Runtime.version()};
  }
}
