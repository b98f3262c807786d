package dwell.report;

import java.util.List;

/** The sections of each audience, in the order in which they are read. */
final class ReportSections {
  private ReportSections() {}

  /** {@link EvidenceSection} quotes what the sections before it cite, so it follows them. */
  static final List<ReportSection> IC =
      List.of(
          new SummarySection(),
          new TimelineSection(),
          new ContainmentSection(),
          new AnswersSection(),
          new ActorsSection(),
          new SessionsSection(),
          new StatementsSection(),
          new DataSection(),
          new ExfiltrationSection(),
          new PersistenceSection(),
          new SecretsSection(),
          new ReentrySection(),
          new NetworkSection(),
          new DetectionsSection(),
          new ActivitySection(),
          new BackgroundSection(),
          new LimitsSection(),
          new EvidenceSection(),
          new SourcesSection(),
          new CustodySection());

  static final List<ReportSection> INTERNAL =
      List.of(
          new OverviewSection(),
          new OutlineSection(),
          new AffectedSection(),
          new MeasuresSection());

  /** {@link ExhibitsSection} quotes what the sections before it cite. */
  static final List<ReportSection> LEGAL =
      List.of(
          new ScopeSection(),
          new FindingsSection(),
          new DataSection(),
          new ExfiltrationSection(),
          new ThirdPartiesSection(),
          new LimitsSection(),
          new ExhibitsSection(),
          new ClocksSection(),
          new SourcesSection(),
          new CustodySection(),
          new LedgerSection());

  static final List<ReportSection> EXTERNAL =
      List.of(new StatementSection(), new ReleaseSection(), new LeftOutSection());
}
