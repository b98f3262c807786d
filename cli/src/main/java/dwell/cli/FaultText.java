package dwell.cli;

import dwell.evidence.Fault;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fault in one line for people. */
final class FaultText {
  /** So many faults of one file are told; all of them are in the case. */
  private static final int TOLD = 10;

  private FaultText() {}

  /** Tells the faults, of each file the first ones and how many more there are. */
  static void print(Collection<Fault> faults, PrintWriter err) {
    Map<String, List<Fault>> byPath = new LinkedHashMap<>();
    faults.forEach(
        fault -> byPath.computeIfAbsent(fault.path(), path -> new ArrayList<>()).add(fault));
    byPath.forEach((path, all) -> {
      all.stream().limit(TOLD).forEach(fault -> err.println("dwell: " + of(fault)));
      if (all.size() > TOLD) {
        err.println("dwell: " + PlainText.of(path) + ": " + (all.size() - TOLD) + " more faults");
      }
    });
    err.flush();
  }

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
