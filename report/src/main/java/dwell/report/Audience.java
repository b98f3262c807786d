package dwell.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a report is for: which sections they get, and in which order. */
public enum Audience {
  /** The incident commander and the responders: everything, the answers first. */
  IC(
      "ic",
      "Incident commander's report",
      true,
      "Every statement cites the records that it rests on, as E1, E2 …; dwell show ID gives a record"
          + " back with its bytes. All times are UTC.",
      ReportSections.IC),

  /** Those of the organisation who are no responders: an overview without detail. */
  INTERNAL(
      "internal",
      "Internal overview",
      false,
      "An overview: accounts, addresses and commands are left out on purpose. All times are UTC.",
      ReportSections.INTERNAL),

  /** Counsel, insurers, authorities: what is proven by which exhibit. */
  LEGAL(
      "legal",
      "Evidence report",
      true,
      "Every finding cites its exhibits, as E1, E2 …; dwell verify reads each of them again. All"
          + " times are UTC unless a zone is given.",
      ReportSections.LEGAL),

  /** The public, by way of an author who finishes and approves the draft. */
  EXTERNAL("external", "Draft of a public statement", false, null, ReportSections.EXTERNAL);

  private final String id;
  private final String title;
  private final boolean identified;
  private final @Nullable String footer;
  private final List<ReportSection> sections;

  Audience(
      String id,
      String title,
      boolean identified,
      @Nullable String footer,
      List<ReportSection> sections) {
    this.id = id;
    this.title = title;
    this.identified = identified;
    this.footer = footer;
    this.sections = sections;
  }

  /** The word used on the command line and in file names. */
  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** Whether the hashes that tie a report to its case stand on top. */
  boolean identified() {
    return identified;
  }

  /** Whether the incident's codename may stand in it: it is for those inside alone. */
  boolean named() {
    return this != EXTERNAL;
  }

  /** The last line; null for none. */
  @Nullable String footer() {
    return footer;
  }

  List<ReportSection> sections() {
    return sections;
  }
}
