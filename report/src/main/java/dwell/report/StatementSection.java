package dwell.report;

import java.util.List;

/** The draft of the notice itself. */
public final class StatementSection implements ReportSection {

  /** What the template shows. */
  public record View(String title, List<Notice.Block> blocks) implements SectionView {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException where the draft has a phrase that says nothing
   */
  @Override
  public SectionView view(ReportContext report) {
    List<Notice.Block> blocks = ExternalStatement.of(report.incident());
    for (Notice.Block block : blocks) {
      for (Notice.Sentence sentence : block.sentences()) {
        List<String> empty = EmptyPhrases.in(sentence.text());
        if (!empty.isEmpty()) {
          throw new IllegalStateException("the draft says nothing with: " + empty);
        }
      }
    }
    return new View(ExternalStatement.title(report.incident()), blocks);
  }

  @Override
  public String id() {
    return "statement";
  }

  @Override
  public String title() {
    return "The draft";
  }
}
