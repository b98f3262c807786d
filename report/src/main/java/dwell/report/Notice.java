package dwell.report;

import java.util.ArrayList;
import java.util.List;

/** A notice as it is written: sentences, in paragraphs, in blocks under headings. */
public final class Notice {
  private final List<Block> blocks = new ArrayList<>();
  private final List<Paragraph> paragraphs = new ArrayList<>();
  private final List<Sentence> sentences = new ArrayList<>();

  Notice() {}

  /**
   * A part of the notice.
   *
   * @param stages the timeline, in the one block that has it
   */
  public record Block(
      String heading, List<Paragraph> paragraphs, List<OutlineSection.Stage> stages) {

    /** The sentences of all paragraphs. */
    List<Sentence> sentences() {
      return paragraphs.stream().flatMap(paragraph -> paragraph.sentences().stream()).toList();
    }
  }

  /** Sentences that stand together. */
  public record Paragraph(List<Sentence> sentences) {}

  /** A sentence; an open one is a place for the author to fill or to confirm. */
  public record Sentence(String text, boolean open) {}

  void say(String text) {
    sentences.add(new Sentence(text, false));
  }

  /** Leaves a place for the author. */
  void ask(String text) {
    sentences.add(new Sentence(text, true));
  }

  /** Ends a paragraph; nothing where it is empty. */
  void paragraph() {
    if (!sentences.isEmpty()) {
      paragraphs.add(new Paragraph(List.copyOf(sentences)));
      sentences.clear();
    }
  }

  /** Ends a block; nothing where it is empty. */
  void end(String heading) {
    end(heading, List.of());
  }

  void end(String heading, List<OutlineSection.Stage> stages) {
    paragraph();
    if (!paragraphs.isEmpty() || !stages.isEmpty()) {
      blocks.add(new Block(heading, List.copyOf(paragraphs), stages));
      paragraphs.clear();
    }
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }
}
