package dwell.report;

import java.util.List;

/** Whom a report is for: which sections they get, and in which order. */
public enum Audience {
  /** The incident commander and the responders: everything, the answers first. */
  IC("ic", "Incident commander's report", ReportSections.IC);

  private final String id;
  private final String title;
  private final List<ReportSection> sections;

  Audience(String id, String title, List<ReportSection> sections) {
    this.id = id;
    this.title = title;
    this.sections = sections;
  }

  /** The word used on the command line and in file names. */
  public String id() {
    return id;
  }

  String title() {
    return title;
  }

  List<ReportSection> sections() {
    return sections;
  }
}
