package dwell.cli;

import dwell.casefile.CaseException;
import dwell.casefile.CaseFolder;
import dwell.casefile.OpenCase;
import dwell.incident.CaseReconstruction;
import dwell.incident.Incident;
import dwell.incident.IncidentJson;
import dwell.pattern.Catalogue;
import dwell.report.Audience;
import dwell.report.LedgerEntry;
import dwell.report.Redaction;
import dwell.report.Report;
import dwell.report.ReportInputs;
import dwell.sigma.RuleSet;
import dwell.sigma.SigmaRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Makes and reads the files of a case that tell its incident. */
final class IncidentFiles {
  private IncidentFiles() {}

  /**
   * Reconstructs the incident, writes {@code incident.json} and {@code report.html}.
   *
   * @param rules what is run beside dwell's own detections; null for nothing
   * @param err where it is told what of them could not be
   */
  static Incident reconstruct(
      OpenCase openCase,
      Instant generated,
      Redaction redaction,
      @Nullable RuleSet rules,
      PrintWriter err)
      throws IOException {
    CaseFolder folder = openCase.folder();
    Incident incident =
        CaseReconstruction.run(openCase, ToolIdentity.of(Catalogue.builtIn()).get(), generated);
    if (rules != null) {
      RulesOption.tell(rules, err);
      SigmaRun.Result result = SigmaRun.run(openCase, rules);
      result.notes().forEach(note -> err.println("dwell: " + PlainText.of(note)));
      err.flush();
      incident = incident.with(result.findings());
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    IncidentJson.write(incident, json);
    folder.write(folder.incident(), json.toByteArray());
    report(openCase, incident, Audience.IC, folder.report(), redaction);
    return incident;
  }

  /** Writes a report of the incident. */
  static void report(
      OpenCase openCase, Incident incident, Audience audience, Path file, Redaction redaction)
      throws IOException {
    ByteArrayOutputStream html = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(html, StandardCharsets.UTF_8)) {
      ReportInputs inputs =
          new ReportInputs(
              new CaseExcerpts(openCase),
              CaseReconstruction.facts(openCase.folder()),
              redaction,
              ledger(openCase.folder()));
      Report.write(audience, incident, inputs, out);
    }
    openCase.folder().write(file, html.toByteArray());
  }

  private static List<LedgerEntry> ledger(CaseFolder folder) throws IOException {
    return Clerk.ledger(folder).entries().stream()
        .map(entry ->
            new LedgerEntry(
                entry.number(),
                entry.time(),
                entry.user(),
                entry.action(),
                entry.details().toString(),
                entry.previous()))
        .toList();
  }

  /**
   * The incident as it was last reconstructed.
   *
   * @throws CaseException where it was not yet, or the file is damaged
   */
  static Incident read(CaseFolder folder) throws IOException {
    if (!Files.exists(folder.incident())) {
      throw new CaseException("the case was not reconstructed yet: run dwell reconstruct");
    }
    try (InputStream in = Files.newInputStream(folder.incident())) {
      return IncidentJson.read(in);
    } catch (JacksonException e) {
      throw new CaseException("incident.json is damaged: run dwell reconstruct");
    }
  }
}
