package dwell.report;

/** One section of a report: what it shows, and the template that shows it. Stateless. */
interface ReportSection {

  /** The anchor: lower case, ASCII, without spaces. */
  String id();

  /** The heading; also the entry in the table of contents. */
  String title();

  /**
   * The template below {@code src/main/jte}. Its parameters are {@code report} (the {@link
   * ReportContext}) and {@code view}.
   */
  default String template() {
    return "section/" + id() + ".jte";
  }

  /**
   * What the template shows. Sections are asked in their order, and each cites its events through
   * the context as it is written, so that a later section can quote all that was cited before.
   */
  SectionView view(ReportContext report);
}
