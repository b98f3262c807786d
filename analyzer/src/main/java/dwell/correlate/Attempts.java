package dwell.correlate;

import java.util.List;

/** Login attempts by where they came from. */
public interface Attempts {
  /** One entry per address, host and system, by first attempt, then address, host, system. */
  List<SourceAttempts> sources();

  /** The entries of one address, in the same order. */
  List<SourceAttempts> of(String ip);

  /** Networks of several addresses, those with most attempts first. */
  List<NetworkAttempts> networks();

  /** How many different addresses made an attempt or a probe. */
  int addresses();

  /** All refused attempts. */
  long failures();
}
