package dwell.cli;

import dwell.evidence.Fault;

/** A fault in one line for people. */
final class FaultText {
  private FaultText() {}

  static String of(Fault fault) {
    StringBuilder text = new StringBuilder(PlainText.of(fault.path()));
    if (fault.offset() >= 0) {
      text.append(", byte ").append(fault.offset());
    }
    if (fault.storedOffset() >= 0) {
      text.append(" (byte ").append(fault.storedOffset()).append(" as stored)");
    }
    return text.append(": ").append(fault.cause()).toString();
  }
}
