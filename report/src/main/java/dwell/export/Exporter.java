package dwell.export;

/**
 * One form that another tool reads. Stateless: everything of a run stands in its arguments. What is
 * written depends on them alone, so that the same case gives the same bytes.
 */
public sealed interface Exporter permits EventExporter, IncidentExporter {

  /** The word on the command line: lower case, ASCII. */
  String id();

  /** What is written and which tool takes it, in one line. */
  String description();
}
