package dwell.correlate;

import java.time.Instant;

/**
 * What the addresses of one network did at all doors of the evidence.
 *
 * @param network in CIDR form: a /24 of IPv4, a /64 of IPv6
 * @param addresses how many of its addresses were seen
 */
public record NetworkAttempts(
    String network, int addresses, long failures, long successes, Instant first, Instant last) {}
