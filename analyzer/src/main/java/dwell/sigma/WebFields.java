package dwell.sigma;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.sigma.RuleFields.Meaning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields of web requests: the names of W3C's extended log format, as Sigma's taxonomy has them for
 * {@code webserver} and {@code proxy}.
 */
final class WebFields {
  private static final long NANOS_PER_MILLI = 1_000_000;

  static final Map<String, List<Meaning>> TABLE = new LinkedHashMap<>();

  static {
    field(Field.URL, "c-uri", "cs-uri", "c-uri-query", "url");
    put("url.original up to `?`", view -> path(view.text(Field.URL)), "cs-uri-stem", "c-uri-stem");
    put("url.original behind `?`", view -> query(view.text(Field.URL)), "cs-uri-query");
    // Many published rules look there for paths.
    field(Field.URL, "cs-uri-query");
    put("the file name extension of the path", WebFields::extension, "c-uri-extension");
    put("the host of an absolute url.original", WebFields::host, "cs-host", "r-dns");
    put("the request's protocol, behind the target", WebFields::version, "cs-version");
    put("event.duration in milliseconds", WebFields::millis, "time-taken");
    field(Field.HTTP_METHOD, "cs-method", "method");
    field(Field.HTTP_STATUS, "sc-status", "status");
    field(Field.HTTP_BYTES, "sc-bytes");
    field(Field.USER_AGENT, "cs-user-agent", "c-useragent", "user_agent");
    field(Field.HTTP_REFERRER, "cs-referer", "cs-referrer", "c-referer");
    field(Field.USER, "cs-username", "User");
  }

  private WebFields() {}

  private static @Nullable String path(@Nullable String url) {
    int mark = url == null ? -1 : url.indexOf('?');
    return url == null || mark < 0 ? url : url.substring(0, mark);
  }

  private static @Nullable String query(@Nullable String url) {
    int mark = url == null ? -1 : url.indexOf('?');
    return url == null || mark < 0 ? null : url.substring(mark + 1);
  }

  private static @Nullable String extension(EventView view) {
    String path = path(view.text(Field.URL));
    if (path == null) {
      return null;
    }
    int dot = path.lastIndexOf('.');
    return dot <= path.lastIndexOf('/') ? null : path.substring(dot + 1);
  }

  /** RFC 9112, section 3.2.2: the absolute form, which proxies are asked in. */
  private static @Nullable String host(EventView view) {
    String url = view.text(Field.URL);
    int scheme = url == null ? -1 : url.indexOf("://");
    if (url == null || scheme < 0 || url.startsWith("/")) {
      return null;
    }
    int end = scheme + 3;
    while (end < url.length() && "/?:".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(scheme + 3, end);
  }

  private static @Nullable String version(EventView view) {
    String line = view.text(Field.MESSAGE);
    int space = line == null ? -1 : line.lastIndexOf(" HTTP/");
    return line == null || space < 0 ? null : line.substring(space + 1);
  }

  private static @Nullable String millis(EventView view) {
    long nanos = view.cursor().number(Field.DURATION);
    return nanos == EventBatch.ABSENT ? null : Long.toString(nanos / NANOS_PER_MILLI);
  }

  private static void field(Field field, String... names) {
    put(field.key(), view -> view.text(field), names);
  }

  private static void put(String text, FieldReader reader, String... names) {
    for (String name : names) {
      TABLE.computeIfAbsent(name, key -> new ArrayList<>()).add(new Meaning(text, reader));
    }
  }
}
