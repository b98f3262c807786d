package dwell.format.web;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.pattern.MessageMatcher;
import dwell.record.Ascii;

/**
 * What web servers and proxies write to syslog or the journal: nginx' access and error log ({@code
 * syslog:}, src/core/ngx_syslog.c), Apache httpd's error log ({@code ErrorLog syslog}) and what
 * {@code logger} sends of either, HAProxy's traffic, Squid's access log. The time of the row stays
 * that of the syslog record.
 */
public final class WebMessages implements MessageMatcher {
  private static final byte[][] PROGRAMS = {
    Ascii.bytes("nginx"),
    Ascii.bytes("httpd"),
    Ascii.bytes("apache2"),
    Ascii.bytes("apache"),
    Ascii.bytes("nginx-access"),
    Ascii.bytes("nginx-error"),
    Ascii.bytes("nginx_access"),
    Ascii.bytes("nginx_error"),
    Ascii.bytes("apache-access"),
    Ascii.bytes("apache-error"),
    Ascii.bytes("apache_access"),
    Ascii.bytes("apache_error"),
    Ascii.bytes("traefik"),
    Ascii.bytes("caddy"),
    Ascii.bytes("lighttpd"),
  };
  private static final byte[] HAPROXY = Ascii.bytes("haproxy");
  private static final byte[] SQUID = Ascii.bytes("squid");
  private static final byte[] HTTP_SHAPE = Ascii.bytes("web.access/haproxy");
  private static final byte[] TCP_SHAPE = Ascii.bytes("syslog/haproxy-session");
  private static final byte[] FAILED_SHAPE = Ascii.bytes("syslog/haproxy-failed");
  private static final byte[] TCP = Ascii.bytes("tcp");
  private static final long MILLISECOND = 1_000_000;
  private static final long LONGEST = 1L << 40;

  private final AccessLine access = new AccessLine();
  private final ErrorLine error = new ErrorLine();
  private final ErrorRow errorRow = new ErrorRow();
  private final HaproxyLine haproxy = new HaproxyLine();
  private final SquidLine squid = new SquidLine();

  @Override
  public boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch) {
    int length = programTo - programFrom;
    if (length < 5 || length > 13) {
      return false;
    }
    if (Ascii.equals(bytes, programFrom, programTo, HAPROXY)) {
      return haproxy(bytes, messageFrom, messageTo, batch);
    }
    if (Ascii.equals(bytes, programFrom, programTo, SQUID)) {
      boolean read = squid.read(bytes, messageFrom, messageTo);
      if (read) {
        squid.put(bytes, messageTo, batch);
      }
      return read;
    }
    return server(bytes, programFrom, programTo) && line(bytes, messageFrom, messageTo, batch);
  }

  private static boolean server(byte[] bytes, int from, int to) {
    for (byte[] program : PROGRAMS) {
      if (Ascii.equals(bytes, from, to, program)) {
        return true;
      }
    }
    return false;
  }

  private boolean line(byte[] bytes, int from, int to, EventBatch batch) {
    if (error.read(bytes, from, to) || error.readUnstamped(bytes, from, to)) {
      batch.dataset(Dataset.WEB_ERROR);
      errorRow.put(error, bytes, to, batch);
      return true;
    }
    if (access.read(bytes, from, to)) {
      batch.dataset(Dataset.WEB_ACCESS);
      AccessRow.put(access, bytes, to, batch);
      return true;
    }
    return false;
  }

  private boolean haproxy(byte[] bytes, int from, int to, EventBatch batch) {
    HaproxyLine line = haproxy;
    if (!line.read(bytes, from, to)) {
      return false;
    }
    if (batch.address(Field.SOURCE_IP, bytes, line.clientFrom, line.clientTo) && line.port > 0) {
      batch.number(Field.SOURCE_PORT, line.port);
    }
    if (line.milliseconds >= 0 && line.milliseconds < LONGEST) {
      batch.number(Field.DURATION, line.milliseconds * MILLISECOND);
    }
    batch.words(bytes, from, to);
    switch (line.kind) {
      case HTTP -> request(bytes, batch);
      case TCP -> {
        batch.dataset(Dataset.SYSLOG);
        batch.action(Action.CONNECT);
        batch.keyword(Field.SHAPE, TCP_SHAPE, 0, TCP_SHAPE.length);
        batch.keyword(Field.TRANSPORT, TCP, 0, TCP.length);
      }
      case FAILED -> {
        batch.dataset(Dataset.SYSLOG);
        batch.action(Action.PROBE);
        batch.outcome(Outcome.FAILURE);
        batch.keyword(Field.SHAPE, FAILED_SHAPE, 0, FAILED_SHAPE.length);
      }
    }
    return true;
  }

  private void request(byte[] bytes, EventBatch batch) {
    HaproxyLine line = haproxy;
    batch.dataset(Dataset.WEB_ACCESS);
    batch.action(Action.REQUEST);
    batch.keyword(Field.SHAPE, HTTP_SHAPE, 0, HTTP_SHAPE.length);
    batch.keyword(Field.HTTP_METHOD, bytes, line.methodFrom, line.methodTo);
    if (line.urlTo > line.urlFrom) {
      batch.text(Field.URL, line.urlFrom, line.urlTo, TextCoding.RAW);
    }
    batch.number(Field.HTTP_BYTES, line.bytes);
    if (line.status >= 0) {
      batch.number(Field.HTTP_STATUS, line.status);
    }
    batch.outcome(line.status < 0 || line.status >= 400 ? Outcome.FAILURE : Outcome.SUCCESS);
  }
}
