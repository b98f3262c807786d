package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.JsonFields;
import dwell.format.mongodb.Clients.Teller;
import dwell.format.sql.Escapes;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/** What structured records say, from version 4.4: a fixed message and its attributes. */
final class StructuredMessages {
  private static final byte[] ACCEPTED = Ascii.bytes("Connection accepted");
  private static final byte[] ENDED = Ascii.bytes("Connection ended");
  private static final byte[] METADATA = Ascii.bytes("client metadata");
  private static final byte[] SLOW = Ascii.bytes("Slow query");
  private static final byte[] SUCCEEDED = Ascii.bytes("Authentication succeeded");
  private static final byte[] FAILED = Ascii.bytes("Authentication failed");
  private static final byte[] SUCCESSFULLY = Ascii.bytes("Successfully authenticated");
  private static final byte[] NOT_AUTHENTICATED = Ascii.bytes("Failed to authenticate");
  private static final byte[] UNAUTHORIZED = Ascii.bytes("Checking authorization failed");
  private static final byte[] DROP = Ascii.bytes("CMD: drop");
  private static final byte[] DROP_DATABASE = Ascii.bytes("dropDatabase - starting");
  private static final byte[] STARTING = Ascii.bytes("MongoDB starting");
  private static final byte[] WAITING = Ascii.bytes("Waiting for connections");
  private static final byte[] SHUTTING_DOWN = Ascii.bytes("Shutting down");

  private static final byte[] COMMAND_TYPE = Ascii.bytes("command");
  private static final byte[] ZERO = Ascii.bytes("0");

  private final Attributes attributes = new Attributes();
  private final JsonFields command = new JsonFields();

  /**
   * Sets the row, all but its time and its message.
   *
   * @param clients what the records before said of the connections; null where they are not known
   */
  void put(EventBatch batch, LogLine line, @Nullable Clients clients) {
    byte[] b = batch.bytes();
    line.cut |= !attributes.read(b, line.attributesFrom, line.attributesTo);
    remote(batch);
    namespace(batch);
    if (is(b, line, ACCEPTED)) {
      Shape.CONNECTION_ACCEPTED.put(batch);
      accepted(batch, line, clients);
    } else if (is(b, line, ENDED)) {
      Shape.CONNECTION_ENDED.put(batch);
      line.connection = number(line.connection);
    } else if (is(b, line, METADATA)) {
      Shape.CLIENT_METADATA.put(batch);
    } else if (is(b, line, SLOW)) {
      operation(batch);
    } else if (is(b, line, SUCCEEDED) || is(b, line, FAILED)) {
      boolean success = is(b, line, SUCCEEDED);
      login(batch, line, clients, Teller.MECHANISM, success);
    } else if (is(b, line, SUCCESSFULLY) || is(b, line, NOT_AUTHENTICATED)) {
      boolean success = is(b, line, SUCCESSFULLY);
      login(batch, line, clients, Teller.SESSION, success);
    } else {
      server(batch, line, clients);
    }
  }

  private void server(EventBatch batch, LogLine line, @Nullable Clients clients) {
    byte[] b = batch.bytes();
    if (is(b, line, STARTING)) {
      Shape.STARTING.put(batch);
      attributes.number(batch, Field.PID, Attribute.PID);
      if (clients != null) {
        clients.clear();
      }
    } else if (is(b, line, WAITING)) {
      Shape.READY.put(batch);
    } else if (is(b, line, SHUTTING_DOWN) && attributes.has(Attribute.EXIT_CODE)) {
      Shape.EXIT.put(batch);
      boolean well = attributes.is(Attribute.EXIT_CODE, ZERO);
      batch.outcome(well ? Outcome.SUCCESS : Outcome.FAILURE);
    } else if (is(b, line, UNAUTHORIZED)) {
      Shape.NOT_AUTHORIZED.put(batch);
      Refusals.notAuthorized(batch);
    } else if (is(b, line, DROP)) {
      Operation.drop(batch, Operation.DROP);
    } else if (is(b, line, DROP_DATABASE)) {
      Operation.drop(batch, Operation.DROP_DATABASE);
    } else {
      (line.severity == 'E' || line.severity == 'F' ? Shape.ERROR : Shape.NOTE).put(batch);
    }
  }

  private static boolean is(byte[] b, LogLine line, byte[] message) {
    return Ascii.equals(b, line.messageFrom, line.messageTo, message);
  }

  private long number(long otherwise) {
    long number = attributes.number(Attribute.CONNECTION);
    return number > 0 ? number : otherwise;
  }

  private void remote(EventBatch batch) {
    if (!putRemote(batch, Attribute.REMOTE)) {
      putRemote(batch, Attribute.CLIENT);
    }
  }

  private boolean putRemote(EventBatch batch, Attribute attribute) {
    return attributes.isString(attribute)
        && Remote.put(batch, batch.bytes(), attributes.from(attribute), attributes.to(attribute));
  }

  private void namespace(EventBatch batch) {
    boolean shorter = attributes.isString(Attribute.NAMESPACE);
    Attribute attribute = shorter ? Attribute.NAMESPACE : Attribute.LONG_NAMESPACE;
    if (attributes.isString(attribute)) {
      Escapes plain = attributes.decode(attribute);
      Namespace.put(batch, plain.plain(), plain.from(), plain.to());
    } else {
      attributes.keyword(batch, Field.DB_NAMESPACE, Attribute.DATABASE);
    }
  }

  private void accepted(EventBatch batch, LogLine line, @Nullable Clients clients) {
    line.connection = number(line.connection);
    boolean known = line.connection > 0 && batch.code(Field.SOURCE_IP, batch.row()) >= 0;
    if (clients != null && known) {
      clients.open(
          line.connection,
          batch.bytes(),
          attributes.from(Attribute.REMOTE),
          attributes.to(Attribute.REMOTE));
    }
  }

  private void login(
      EventBatch batch, LogLine line, @Nullable Clients clients, Teller teller, boolean success) {
    (success ? Shape.LOGIN_ACCEPTED : Shape.LOGIN_REFUSED).put(batch);
    Outcome outcome = success ? Outcome.SUCCESS : Outcome.FAILURE;
    batch.outcome(outcome);
    boolean principal = attributes.isString(Attribute.PRINCIPAL);
    Attribute user = principal ? Attribute.PRINCIPAL : Attribute.USER;
    attributes.keyword(batch, Field.USER, user);
    attributes.keyword(batch, Field.DB_NAMESPACE, Attribute.PRINCIPAL_DATABASE);
    attributes.keyword(batch, Field.AUTH_METHOD, Attribute.MECHANISM);
    if (!success) {
      reason(batch);
    }
    if (clients != null && line.connection > 0 && attributes.isString(user)) {
      Escapes name = attributes.decode(user);
      clients.login(batch, line.connection, teller, outcome, name.plain(), name.from(), name.to());
    }
  }

  private void reason(EventBatch batch) {
    if (attributes.has(Attribute.ERROR)) {
      int from = attributes.from(Attribute.ERROR);
      Refusals.reason(batch, batch.bytes(), from, attributes.to(Attribute.ERROR));
    } else if (attributes.has(Attribute.RESULT)) {
      Refusals.reason(batch, attributes.number(Attribute.RESULT));
    }
  }

  private void operation(EventBatch batch) {
    byte[] b = batch.bytes();
    Shape.OPERATION.put(batch);
    attributes.keyword(batch, Field.DB_OPERATION, Attribute.TYPE);
    if (attributes.has(Attribute.COMMAND) && !attributes.isString(Attribute.COMMAND)) {
      int from = attributes.from(Attribute.COMMAND);
      int to = attributes.to(Attribute.COMMAND);
      batch.text(Field.DB_QUERY, from, to, TextCoding.RAW);
      if (attributes.is(Attribute.TYPE, COMMAND_TYPE) && command.open(b, from, to)) {
        name(batch);
      }
    }
    attributes.number(batch, Field.DB_RETURNED_ROWS, Attribute.RETURNED);
    attributes.number(batch, Field.DB_ROWS_EXAMINED, Attribute.EXAMINED);
    Operation.duration(batch, attributes.number(Attribute.MILLIS));
    long code = attributes.number(Attribute.ERROR_CODE);
    if (code > 0) {
      int from = attributes.from(Attribute.ERROR_CODE);
      batch.keyword(Field.DB_STATUS, b, from, attributes.to(Attribute.ERROR_CODE));
    }
    if (code > 0 || attributes.is(Attribute.OK, ZERO)) {
      batch.outcome(Outcome.FAILURE);
    } else if (attributes.has(Attribute.OK)) {
      batch.outcome(Outcome.SUCCESS);
    }
  }

  /** A command's first member is its name, and in most its value is the collection. */
  private void name(EventBatch batch) {
    byte[] b = batch.bytes();
    if (!command.next()) {
      return;
    }
    batch.keyword(Field.DB_OPERATION, b, command.nameFrom(), command.nameTo());
    if (command.string() && Namespace.open(batch)) {
      batch.keyword(Field.DB_COLLECTION, b, command.valueFrom(), command.valueTo());
    }
  }
}
