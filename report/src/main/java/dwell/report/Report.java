package dwell.report;

import dwell.incident.Incident;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the sections of an audience together to a page. */
public final class Report {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Report.class.getClassLoader(), "dwell.report.template");
  private static final String STYLE = resource("report.css");
  private static final String SCRIPT = resource("report.js");

  private static final String MARKING = "Attorney Work Project";

  private Report() {}

  /** A section with its content, as the page's template has it. */
  public record Part(String id, String title, long count, Content content) {}

  /**
   * The page.
   *
   * @param title for the window; from the evidence's side only the codename is in it
   * @param marking how it may be handed on
   * @param codename null where there is none, or where it is not for these readers
   * @param identified whether the hashes that tie it to its case stand on top
   * @param footer the last line; null for none
   * @param policy the Content-Security-Policy: nothing but this page's own style and script
   */
  public record Page(
      String title,
      String audience,
      String marking,
      @Nullable String codename,
      boolean identified,
      @Nullable String footer,
      String policy,
      String style,
      String script,
      List<Part> parts) {}

  /**
   * Writes the report for an audience as one HTML file that needs nothing beside itself. The same
   * incident and inputs give the same bytes. The writer stays open.
   *
   * @param out must encode as UTF-8
   * @throws IOException where the writer fails
   */
  public static void write(Audience audience, Incident incident, ReportInputs inputs, Writer out)
      throws IOException {
    ReportContext report = new ReportContext(incident, inputs);
    List<Part> parts = new ArrayList<>();
    for (ReportSection section : audience.sections()) {
      parts.add(part(section, report));
    }
    String codename = audience.named() ? incident.caseInfo().codename() : null;
    Page page =
        new Page(
            title(audience, report, codename),
            audience.title(),
            marking(audience, incident),
            codename,
            audience.identified(),
            audience.footer(),
            policy(),
            STYLE,
            SCRIPT,
            parts);
    try {
      ENGINE.render(
          "page.jte",
          Map.of("report", report, "page", page),
          new VisibleOutput(new WriterOutput(out)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    out.flush();
  }

  private static String title(Audience audience, ReportContext report, @Nullable String codename) {
    if (!audience.named()) {
      return audience.title();
    }
    return (codename == null ? "Incident" : report.name(codename)) + ": " + audience.title();
  }

  /** What people marked the case with may name them: a draft for the public has the usual one. */
  private static String marking(Audience audience, Incident incident) {
    String marking = incident.caseInfo().marking();
    return marking == null || !audience.named() ? MARKING : marking;
  }

  /** Written at once, not with the page: what a section cites is known to those after it. */
  private static Part part(ReportSection section, ReportContext report) {
    SectionView view = section.view(report);
    StringOutput written = new StringOutput();
    ENGINE.render(
        section.template(), Map.of("report", report, "view", view), new VisibleOutput(written));
    return new Part(
        section.id(), section.title(), view.count(), page -> page.writeContent(written.toString()));
  }

  private static String policy() {
    return "default-src 'none'; style-src 'sha256-"
        + sha256(STYLE)
        + "'; script-src 'sha256-"
        + sha256(SCRIPT)
        + "'; base-uri 'none'; form-action 'none'";
  }

  /** As CSP Level 3 wants it: of the element's text, in base64. */
  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (@Nullable InputStream in = Report.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
