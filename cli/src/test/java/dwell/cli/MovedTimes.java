package dwell.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rewrites the stamps of one host's text: every instant is moved by one duration, and local time is
 * told in another zone.
 */
final class MovedTimes {
  /** RFC 3164, section 4.1.2; at the start of a line, or as journald keeps what it got. */
  private static final Pattern BSD =
      Pattern.compile(
          "(?m)(?:^|(?<=^SYSLOG_TIMESTAMP=)|(?<=^SYSLOG_RAW=<\\d{1,3}>))([A-Z][a-z]{2}) ([ \\d]\\d) (\\d\\d:\\d\\d:\\d\\d)(?= )");

  private static final Pattern ISO =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

  /** PostgreSQL's %m and %t, and the stamps in its messages. */
  private static final Pattern ZONED =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)(?=(?:\\.\\d+)? UTC)");

  /** MariaDB's error log: the hour is padded with a blank. */
  private static final Pattern ERROR =
      Pattern.compile("(?m)^(\\d{4}-\\d\\d-\\d\\d) ([ \\d]\\d:\\d\\d:\\d\\d)(?= )");

  /** MariaDB's audit plugin, general and slow log. */
  private static final Pattern SHORT =
      Pattern.compile(
          "(?m)(?:^|(?<=^# Time: ))((?:20)?\\d{6}) ([ \\d]\\d:\\d\\d:\\d\\d)(?=[\\t,\\r\\n ])");

  /** The access logs of Apache and nginx. */
  private static final Pattern WEB =
      Pattern.compile("\\[(\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4})\\]");

  /** Seconds: auditd's records, bash's history, MariaDB's slow log. */
  private static final Pattern SECONDS =
      Pattern.compile("(?m)(?<=audit\\(|^#|SET timestamp=)(\\d{10})(?=\\.|;|$)");

  /** Microseconds: journald's export. */
  private static final Pattern MICROS = Pattern.compile("(?m)(?<=_TIMESTAMP=)(\\d{16})$");

  private static final Pattern DAY = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d");

  private static final DateTimeFormatter BSD_FORM = form("MMM ppd HH:mm:ss");
  private static final DateTimeFormatter WEB_FORM = form("dd/MMM/yyyy:HH:mm:ss xx");
  private static final DateTimeFormatter BLANK_FORM = form("yyyy-MM-dd HH:mm:ss");

  private final Duration shift;
  private final ZoneId from;
  private final ZoneId to;
  private final int year;

  MovedTimes(Duration shift, ZoneId from, ZoneId to, int year) {
    this.shift = shift;
    this.from = from;
    this.to = to;
    this.year = year;
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  ZoneId to() {
    return to;
  }

  /** A path whose name holds a day. */
  String path(String path) {
    return DAY.matcher(path)
        .replaceAll(m -> LocalDate.parse(m.group()).plusDays(shift.toDays()).toString());
  }

  /** The text with all its stamps moved. */
  String moved(String text) {
    String out = each(BSD, text, this::bsd);
    out = each(ISO, out, this::iso);
    out = each(ZONED, out, this::zoned);
    out = each(ERROR, out, this::error);
    out = each(SHORT, out, this::brief);
    out = each(WEB, out, this::web);
    out = each(SECONDS, out, m -> "" + (Long.parseLong(m.group(1)) + shift.toSeconds()));
    return each(
        MICROS, out, m -> "" + (Long.parseLong(m.group(1)) + shift.toSeconds() * 1_000_000));
  }

  private static String each(Pattern pattern, String text, Function<MatchResult, String> moved) {
    return pattern.matcher(text).replaceAll(moved);
  }

  private ZonedDateTime local(LocalDate date, String time) {
    LocalTime parsed = LocalTime.parse(time.replace(' ', '0'));
    Instant instant = LocalDateTime.of(date, parsed).atZone(from).toInstant();
    return instant.plus(shift).atZone(to);
  }

  private String bsd(MatchResult m) {
    String day = m.group(2).replace(' ', '0');
    LocalDate date = LocalDate.parse(year + " " + m.group(1) + ' ' + day, form("yyyy MMM dd"));
    return local(date, m.group(3)).format(BSD_FORM);
  }

  private String iso(MatchResult m) {
    OffsetDateTime time = OffsetDateTime.parse(m.group(1) + m.group(3)).plus(shift);
    boolean utc = m.group(3).equals("Z");
    ZoneOffset offset = utc ? ZoneOffset.UTC : to.getRules().getOffset(time.toInstant());
    String digits = m.group(2) == null ? "" : m.group(2);
    return time.withOffsetSameInstant(offset).format(form("yyyy-MM-dd'T'HH:mm:ss"))
        + digits
        + (utc ? "Z" : form("xxx").format(offset));
  }

  private String zoned(MatchResult m) {
    return LocalDateTime.parse(m.group(1), BLANK_FORM).plus(shift).format(BLANK_FORM);
  }

  private String error(MatchResult m) {
    ZonedDateTime time = local(LocalDate.parse(m.group(1)), m.group(2));
    return time.format(form("yyyy-MM-dd ppH:mm:ss"));
  }

  private String brief(MatchResult m) {
    boolean whole = m.group(1).length() == 8;
    LocalDate date =
        LocalDate.parse((whole ? "" : "20") + m.group(1), DateTimeFormatter.BASIC_ISO_DATE);
    // The audit plugin pads the hour with a zero, the others with a blank.
    return local(date, m.group(2)).format(form(whole ? "yyyyMMdd HH:mm:ss" : "yyMMdd ppH:mm:ss"));
  }

  private String web(MatchResult m) {
    OffsetDateTime time = OffsetDateTime.parse(m.group(1), WEB_FORM);
    ZonedDateTime moved = time.toInstant().plus(shift).atZone(to);
    return '[' + moved.truncatedTo(ChronoUnit.SECONDS).format(WEB_FORM) + ']';
  }
}
