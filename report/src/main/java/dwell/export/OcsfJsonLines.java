package dwell.export;

import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Events by the Open Cybersecurity Schema Framework, one object a line; see {@link OcsfClass}. */
final class OcsfJsonLines implements EventExporter {
  static final String VERSION = "1.5.0";

  @Override
  public String id() {
    return "ocsf";
  }

  @Override
  public String description() {
    return "logins, commands, requests and statements by OCSF, as JSON lines";
  }

  @Override
  public ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException {
    ExportTally tally = new ExportTally();
    for (Event event = events.next(); event != null; event = events.next()) {
      OcsfClass kind = OcsfClass.of(event);
      String trouble = ExportText.timeTrouble(event);
      if (kind == null) {
        tally.left("of an action that is no login, command, request or statement");
      } else if (trouble != null) {
        tally.left(trouble);
      } else if (kind == OcsfClass.AUTHENTICATION && event.text(Field.USER) == null) {
        tally.left("logins without a user, which OCSF requires");
      } else {
        Json.line(object(event, kind, tags), out);
        tally.wrote();
      }
    }
    out.flush();
    return tally;
  }

  private static ObjectNode object(Event event, OcsfClass kind, EventTags tags) {
    ObjectNode out = Json.object();
    base(event, kind, tags, out);
    switch (kind) {
      case AUTHENTICATION -> authentication(event, out);
      case PROCESS_ACTIVITY -> process(event, out);
      case HTTP_ACTIVITY -> http(event, out);
      case DATASTORE_ACTIVITY -> datastore(event, out);
    }
    return out;
  }

  private static void base(Event event, OcsfClass kind, EventTags tags, ObjectNode out) {
    int activity = kind.activity(event);
    Instant instant = ExportText.instant(event);
    out.put("class_uid", kind.uid());
    out.put("class_name", kind.caption());
    out.put("category_uid", kind.category());
    out.put("activity_id", activity);
    out.put("type_uid", kind.uid() * 100L + activity);
    // Milliseconds; the stamp as written stands in metadata.
    out.put("time", instant.toEpochMilli());
    out.put("severity_id", 1);
    out.put("status_id", status(event.outcome()));
    text(out, "status_detail", event.text(Field.REASON));
    text(out, "message", ExportText.body(event));
    ObjectNode metadata = out.putObject("metadata");
    metadata.put("version", VERSION);
    metadata.put("uid", event.id());
    metadata.put("log_name", Json.text(event.place().path()));
    text(metadata, "original_time", event.text(Field.TIME_ORIGINAL));
    metadata.putObject("product").put("name", "dwell").put("vendor_name", "dwell");
    List<String> labels = tags.of(event.id());
    if (!labels.isEmpty()) {
      labels.forEach(metadata.putArray("labels")::add);
    }
  }

  private static int status(Outcome outcome) {
    return switch (outcome) {
      case SUCCESS -> 1;
      case FAILURE -> 2;
      case UNKNOWN -> 0;
    };
  }

  private static void authentication(Event event, ObjectNode out) {
    user(out.putObject("user"), event.text(Field.USER), event.number(Field.USER_ID));
    source(event, out);
    host(out.putObject("dst_endpoint"), event);
    String service = event.text(Field.PROCESS);
    out.putObject("service").put("name", Json.text(service == null ? "unknown" : service));
    text(out, "auth_protocol", event.text(Field.AUTH_METHOD));
    if (event.text(Field.SOURCE_IP) != null) {
      out.put("is_remote", true);
    }
    session(event, out);
  }

  private static void process(Event event, ObjectNode out) {
    ObjectNode process = out.putObject("process");
    text(process, "name", event.text(Field.PROCESS));
    text(process, "cmd_line", event.text(Field.COMMAND_LINE));
    number(process, "pid", event.number(Field.PID));
    text(process, "working_directory", event.text(Field.WORKING_DIRECTORY));
    String executable = event.text(Field.EXECUTABLE);
    if (executable != null) {
      ObjectNode file = process.putObject("file");
      file.put("name", Json.text(executable.substring(executable.lastIndexOf('/') + 1)));
      file.put("path", Json.text(executable));
      file.put("type_id", 1);
    }
    if (event.text(Field.EFFECTIVE_USER) != null) {
      user(
          process.putObject("user"),
          event.text(Field.EFFECTIVE_USER),
          event.number(Field.EFFECTIVE_USER_ID));
    }
    user(
        out.putObject("actor").putObject("user"),
        event.text(Field.USER),
        event.number(Field.USER_ID));
    ObjectNode device = out.putObject("device");
    host(device, event);
    device.put("type_id", 0);
  }

  private static void http(Event event, ObjectNode out) {
    ObjectNode request = out.putObject("http_request");
    text(request, "http_method", event.text(Field.HTTP_METHOD));
    text(request, "user_agent", event.text(Field.USER_AGENT));
    text(request, "referrer", event.text(Field.HTTP_REFERRER));
    String url = event.text(Field.URL);
    if (url != null) {
      request.putObject("url").put("url_string", Json.text(url));
    }
    Long status = event.number(Field.HTTP_STATUS);
    if (status != null) {
      ObjectNode response = out.putObject("http_response");
      response.put("code", status);
      number(response, "length", event.number(Field.HTTP_BYTES));
    }
    source(event, out);
    host(out.putObject("dst_endpoint"), event);
  }

  private static void datastore(Event event, ObjectNode out) {
    user(
        out.putObject("actor").putObject("user"),
        event.text(Field.USER),
        event.number(Field.USER_ID));
    source(event, out);
    if (!out.has("src_endpoint")) {
      // Required; a socket's far side is the host itself.
      host(out.putObject("src_endpoint"), event);
    }
    host(out.putObject("dst_endpoint"), event);
    ObjectNode database = out.putObject("database");
    String name = event.text(Field.DB_NAMESPACE);
    database.put("name", Json.text(name == null ? "unknown" : name));
    // 1: relational; 99: others, whose name says what they are.
    boolean relational = !"mongodb".equals(event.text(Field.DB_SYSTEM));
    database.put("type_id", relational ? 1 : 99);
    text(database, "type", event.text(Field.DB_SYSTEM));
    String query = event.text(Field.DB_QUERY);
    if (query != null) {
      out.putObject("query_info").put("query_string", Json.text(query));
    }
    List<String> tables = event.list(Field.DB_COLLECTION);
    if (!tables.isEmpty()) {
      out.putObject("table").put("name", Json.text(String.join(",", tables)));
    }
    session(event, out);
  }

  private static void source(Event event, ObjectNode out) {
    String ip = event.text(Field.SOURCE_IP);
    String domain = event.text(Field.SOURCE_DOMAIN);
    if (ip != null || domain != null) {
      ObjectNode endpoint = out.putObject("src_endpoint");
      text(endpoint, "ip", ip);
      text(endpoint, "domain", domain);
      number(endpoint, "port", event.number(Field.SOURCE_PORT));
    }
  }

  private static void host(ObjectNode endpoint, Event event) {
    String host = event.text(Field.HOST);
    endpoint.put("hostname", Json.text(host == null ? "unknown" : host));
  }

  private static void user(ObjectNode user, @Nullable String name, @Nullable Long uid) {
    // An object without an attribute means nothing in OCSF.
    user.put("name", Json.text(name == null ? "unknown" : name));
    if (uid != null) {
      user.put("uid", uid.toString());
    }
  }

  private static void session(Event event, ObjectNode out) {
    String session = event.text(Field.SESSION);
    if (session != null) {
      out.putObject("session").put("uid", Json.text(session));
    }
  }

  private static void text(ObjectNode out, String key, @Nullable String text) {
    if (text != null) {
      out.put(key, Json.text(text));
    }
  }

  private static void number(ObjectNode out, String key, @Nullable Long number) {
    if (number != null) {
      out.put(key, number);
    }
  }
}
