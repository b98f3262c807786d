package dwell.report;

import dwell.chart.VisibleText;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import org.jspecify.annotations.Nullable;

/** Escapes like its parent, and lets no hidden character through: the one door for text. */
final class VisibleOutput extends OwaspHtmlTemplateOutput {

  VisibleOutput(TemplateOutput out) {
    super(out);
  }

  @Override
  public void writeUserContent(@Nullable String text) {
    if (text != null) {
      super.writeUserContent(VisibleText.of(text));
    }
  }
}
