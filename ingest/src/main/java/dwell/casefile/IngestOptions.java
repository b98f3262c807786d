package dwell.casefile;

import dwell.evidence.HostOptions;
import dwell.pattern.MessageMatcher;
import dwell.record.RecordLimits;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How evidence is taken into a case.
 *
 * @param hosts what the analyst says of the hosts
 * @param messages makes a matcher of free-text messages, one per parser
 * @param prefix PostgreSQL's {@code log_line_prefix}, as the analyst gave it
 * @param year the year of each file's first record, as the analyst gave it
 * @param limits what bounds reading
 * @param workers threads that parse, at least 1
 * @param clock for the ledger, and for evidence without times of its own
 * @param user who runs the command, as the environment says
 * @param tool what runs; asked once all is read
 * @param given the options as given, for {@code case.json} and the ledger
 */
public record IngestOptions(
    HostOptions hosts,
    Supplier<MessageMatcher> messages,
    Optional<String> prefix,
    OptionalInt year,
    RecordLimits limits,
    int workers,
    Clock clock,
    String user,
    Supplier<CaseDescription.Tool> tool,
    Map<String, String> given) {}
