package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.mongodb.Clients.Teller;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/** What records of the text log say, to version 4.2. */
final class TextMessages {
  private static final byte[] ACCEPTED = Ascii.bytes("connection accepted from ");
  private static final byte[] ENDED = Ascii.bytes("end connection ");
  private static final byte[] METADATA = Ascii.bytes("received client metadata from ");
  private static final byte[] UNAUTHORIZED = Ascii.bytes("Unauthorized");
  private static final byte[] NOT_AUTHORIZED = Ascii.bytes(" not authorized on ");
  private static final byte[] TO_EXECUTE = Ascii.bytes(" to execute command ");
  private static final byte[] DROP = Ascii.bytes("CMD: drop ");
  private static final byte[] DROP_DATABASE = Ascii.bytes("dropDatabase ");
  private static final byte[] STARTING = Ascii.bytes("MongoDB starting : ");
  private static final byte[] PID = Ascii.bytes("pid=");
  private static final byte[] WAITING = Ascii.bytes("waiting for connections");
  private static final byte[] RETURN_CODE = Ascii.bytes("dbexit:  rc: ");
  private static final byte[] EXIT_CODE = Ascii.bytes("shutting down with code:");
  private static final byte[] EXITING = Ascii.bytes("dbexit: really exiting now");

  /** In front of a record that was too long; its middle is left out. */
  private static final byte[] TOO_LONG = Ascii.bytes("warning: log line attempted (");

  private static final byte[] BEGINNING_AND_END = Ascii.bytes("printing beginning and end ... ");

  private final TextLogins logins = new TextLogins();

  /**
   * Sets the row, all but its time and its message.
   *
   * @param clients what the records before said of the connections; null where they are not known
   */
  void put(EventBatch batch, LogLine line, @Nullable Clients clients) {
    byte[] b = batch.bytes();
    int to = line.messageTo;
    int from = whole(line, b, to);
    if (Ascii.startsWith(b, from, to, ACCEPTED)) {
      accepted(batch, line, from + ACCEPTED.length, clients);
    } else if (Ascii.startsWith(b, from, to, ENDED)) {
      Shape.CONNECTION_ENDED.put(batch);
      remote(batch, b, from + ENDED.length, to);
    } else if (Ascii.startsWith(b, from, to, METADATA)) {
      Shape.CLIENT_METADATA.put(batch);
      remote(batch, b, from + METADATA.length, to);
    } else if (Operation.put(batch, b, from, to)) {
      return;
    } else if (logins.put(batch, b, from, to)) {
      known(batch, line, clients);
    } else {
      server(batch, line, from, clients);
    }
  }

  private static int whole(LogLine line, byte[] b, int to) {
    int from = line.messageFrom;
    if (!Ascii.startsWith(b, from, to, TOO_LONG)) {
      return from;
    }
    line.cut = true;
    int at = Ascii.indexOf(b, from, to, BEGINNING_AND_END);
    return at < 0 ? from : at + BEGINNING_AND_END.length;
  }

  /** Sets the address that ends before a blank; gives that place. */
  private static int remote(EventBatch batch, byte[] b, int from, int to) {
    int space = Ascii.indexOf(b, from, to, (byte) ' ');
    int end = space < 0 ? to : space;
    Remote.put(batch, b, from, end);
    return end;
  }

  /** {@code connection accepted from 192.0.2.7:51538 #8 (2 connections now open)}. */
  private static void accepted(
      EventBatch batch, LogLine line, int from, @Nullable Clients clients) {
    byte[] b = batch.bytes();
    Shape.CONNECTION_ACCEPTED.put(batch);
    int end = remote(batch, b, from, line.messageTo);
    int hash = Ascii.indexOf(b, from, line.messageTo, (byte) '#');
    if (hash < 0) {
      return;
    }
    long number = Ascii.number(b, hash + 1, Ascii.skipDigits(b, hash + 1, line.messageTo));
    line.connection = number > 0 ? number : line.connection;
    if (clients != null && number > 0 && batch.code(Field.SOURCE_IP, batch.row()) >= 0) {
      clients.open(number, b, from, end);
    }
  }

  private void known(EventBatch batch, LogLine line, @Nullable Clients clients) {
    Outcome outcome = batch.outcome(batch.row());
    if (clients == null || line.connection <= 0 || outcome == Outcome.UNKNOWN) {
      return;
    }
    clients.login(
        batch,
        line.connection,
        Teller.MECHANISM,
        outcome,
        batch.bytes(),
        logins.userFrom,
        logins.userTo);
  }

  private static void server(EventBatch batch, LogLine line, int from, @Nullable Clients clients) {
    byte[] b = batch.bytes();
    int to = line.messageTo;
    if (Ascii.startsWith(b, from, to, STARTING)) {
      Shape.STARTING.put(batch);
      starting(batch, b, from + STARTING.length, to);
      if (clients != null) {
        clients.clear();
      }
    } else if (Ascii.startsWith(b, from, to, WAITING)) {
      Shape.READY.put(batch);
    } else if (Ascii.startsWith(b, from, to, RETURN_CODE)) {
      exit(batch, b, from + RETURN_CODE.length, to);
    } else if (Ascii.startsWith(b, from, to, EXIT_CODE)) {
      exit(batch, b, from + EXIT_CODE.length, to);
    } else if (Ascii.startsWith(b, from, to, EXITING)) {
      Shape.EXIT.put(batch);
    } else if (Ascii.startsWith(b, from, to, UNAUTHORIZED)) {
      unauthorized(batch, b, from, to);
    } else if (Ascii.startsWith(b, from, to, DROP)) {
      Operation.drop(batch, Operation.DROP);
      Namespace.put(batch, b, from + DROP.length, to);
    } else if (Ascii.startsWith(b, from, to, DROP_DATABASE) && !behindDrop(b, from, to)) {
      int name = from + DROP_DATABASE.length;
      int end = Ascii.indexOf(b, name, to, (byte) ' ');
      Operation.drop(batch, Operation.DROP_DATABASE);
      batch.keyword(Field.DB_NAMESPACE, b, name, end < 0 ? to : end);
    } else {
      (line.severity == 'E' || line.severity == 'F' ? Shape.ERROR : Shape.NOTE).put(batch);
    }
  }

  /** {@code dropDatabase D finished}, {@code … - dropped 2 collections}: not its beginning. */
  private static boolean behindDrop(byte[] b, int from, int to) {
    int name = from + DROP_DATABASE.length;
    int end = Ascii.indexOf(b, name, to, (byte) ' ');
    return end >= 0 && Ascii.lastIndexOf(b, end, to, BEGINS) != to - BEGINS.length;
  }

  private static final byte[] BEGINS = Ascii.bytes(" starting");

  private static void starting(EventBatch batch, byte[] b, int from, int to) {
    if (Ascii.startsWith(b, from, to, PID)) {
      int digits = from + PID.length;
      long pid = Ascii.number(b, digits, Ascii.skipDigits(b, digits, to));
      if (pid > 0) {
        batch.number(Field.PID, pid);
      }
    }
  }

  private static void exit(EventBatch batch, byte[] b, int from, int to) {
    Shape.EXIT.put(batch);
    long code = Ascii.number(b, from, Ascii.skipDigits(b, from, to));
    if (code >= 0) {
      batch.outcome(code == 0 ? Outcome.SUCCESS : Outcome.FAILURE);
    }
  }

  /** {@code Unauthorized: not authorized on D to execute command { … }}. */
  private static void unauthorized(EventBatch batch, byte[] b, int from, int to) {
    Shape.NOT_AUTHORIZED.put(batch);
    Refusals.notAuthorized(batch);
    int on = Ascii.indexOf(b, from, to, NOT_AUTHORIZED);
    int execute = on < 0 ? -1 : Ascii.indexOf(b, on, to, TO_EXECUTE);
    if (execute < 0) {
      return;
    }
    batch.keyword(Field.DB_NAMESPACE, b, on + NOT_AUTHORIZED.length, execute);
    int command = execute + TO_EXECUTE.length;
    if (command < to && b[command] == '{') {
      batch.text(Field.DB_QUERY, command, to, TextCoding.RAW);
    } else {
      batch.flag(Flag.TRUNCATED);
    }
  }
}
