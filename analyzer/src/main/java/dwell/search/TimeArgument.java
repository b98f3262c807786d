package dwell.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;

/**
 * A time as a person writes it: {@code 2024-05-06}, {@code 2024-05-06T07:08}, {@code 2024-05-06
 * 07:08:09.5}, each with an offset ({@code Z}, {@code +02:00}) or without, which means UTC.
 *
 * @param start the first instant that the text can mean
 * @param end the first instant behind it: a day, a minute, a second later, as exact as it was
 *     written
 */
public record TimeArgument(Instant start, Instant end) {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .toFormatter(java.util.Locale.ROOT);

  /**
   * Reads a time.
   *
   * @throws SearchException where the text is none
   */
  public static TimeArgument parse(String text) {
    String form = text.strip().replace(' ', 'T');
    try {
      return switch (FORM.parseBest(
          form, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
        case OffsetDateTime time -> of(time.toInstant(), unit(form));
        case LocalDateTime time -> of(time.toInstant(ZoneOffset.UTC), unit(form));
        case LocalDate day -> of(day.atStartOfDay(ZoneOffset.UTC).toInstant(), ChronoUnit.DAYS);
        default -> throw new SearchException("not a time: " + text);
      };
    } catch (DateTimeException e) {
      throw new SearchException(
          "not a time: " + text + " (write 2024-05-06, 2024-05-06T07:08:09Z or +02:00 at the end)");
    }
  }

  private static TimeArgument of(Instant start, TemporalUnit unit) {
    return new TimeArgument(start, start.plus(unit.getDuration()));
  }

  private static TemporalUnit unit(String form) {
    if (form.indexOf('.') > 0) {
      return ChronoUnit.NANOS;
    }
    int clock = form.indexOf('T') + 1;
    int colons = 0;
    for (int i = clock; i < form.length() && "Z+-".indexOf(form.charAt(i)) < 0; i++) {
      if (form.charAt(i) == ':') {
        colons++;
      }
    }
    return colons == 2 ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
  }
}
