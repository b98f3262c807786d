package dwell.report;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.Incident;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Whatever an intruder writes into a log, it stays text. */
class HostileTextTest {
  static final List<String> ATTACKS =
      List.of(
          "<script>alert(1)</script>",
          "</style><img src=x onerror=alert(1)>",
          "\" onmouseover=\"alert(1)\" x=\"",
          "' autofocus onfocus='alert(1)",
          "</title></svg></pre></td></table><iframe src=//192.0.2.1>",
          "<!--",
          "-->",
          "]]>",
          "&lt;b&gt;",
          "javascript:alert(1)",
          "\u202egnp.exe\u202c",
          "\u2066left\u2069",
          "\u001b[31mred\u001b[0m",
          "nul\u0000nul",
          "\u0085\u2028\u2029",
          "\ud800 lone",
          "tab\tline\nend\r",
          "@if(true)${1+1}$unsafe{x}",
          "\ufeff\u200b\u00ad\u3164");

  private int number;

  private Incident hostile() {
    return new Rewriter(text -> ATTACKS.get(number++ % ATTACKS.size()) + number + text)
        .rewrite(SampleIncidents.rich());
  }

  private static String html(Incident incident) {
    String record = String.join(" ", ATTACKS);
    return IcReportTest.html(
        incident,
        new ReportInputs(
            SampleIncidents.excerpts(record), SampleIncidents.facts(), Redaction.PASSWORDS));
  }

  static Set<String> markup(Document page) {
    Set<String> out = new TreeSet<>();
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        out.add(element.tagName() + " " + attribute.getKey());
      }
      out.add(element.tagName());
    }
    return out;
  }

  @Test
  void addsNoElementAndNoAttribute() {
    Document page = Jsoup.parse(html(hostile()));
    Set<String> own = markup(IcReportTest.read(SampleIncidents.rich()));
    assertThat(markup(page)).isSubsetOf(own);
    assertThat(page.select("script")).hasSize(1);
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.getAllElements())
        .allSatisfy(element ->
            assertThat(element.attributes().asList())
                .noneMatch(attribute -> attribute.getKey().startsWith("on")));
    assertThat(page.body().children().getLast().tagName()).isEqualTo("script");
  }

  @Test
  void keepsItVisible() {
    Document page = Jsoup.parse(html(hostile()));
    assertThat(page.body().text())
        .contains(
            "<script>alert(1)</script>",
            "␛[31mred",
            "nul␀nul",
            "‹U+202E›gnp.exe",
            "‹U+D800› lone",
            "@if(true)${1+1}$unsafe{x}");
  }

  @Test
  void letsNoHiddenCharacterThrough() {
    String page = html(hostile());
    assertThat(page.codePoints())
        .allMatch(c ->
            c == '\n'
                || c == '\t'
                || Character.getType(c) != Character.CONTROL
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.SURROGATE
                    && Character.getType(c) != Character.LINE_SEPARATOR
                    && Character.getType(c) != Character.PARAGRAPH_SEPARATOR);
  }

  @Test
  void isBoundedWhenEveryTextIsAMegabyte() {
    String megabyte = "<\u202e".repeat(500_000);
    Incident incident =
        new Rewriter(text -> number++ % 5 == 0 ? megabyte : text + number)
            .rewrite(SampleIncidents.rich());
    assertThat(html(incident).length()).isLessThan(8_000_000);
  }
}
