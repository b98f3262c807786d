package dwell.report;

/** What a section shows. */
public interface SectionView {

  /**
   * How many things the section holds, for the table of contents; negative where it is no count.
   */
  default long count() {
    return -1;
  }
}
