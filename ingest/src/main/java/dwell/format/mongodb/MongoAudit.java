package dwell.format.mongodb;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.JsonFields;
import dwell.format.LineParser;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.sql.Escapes;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.time.IsoStamp;
import dwell.time.RowClock;
import dwell.time.RowClock.Order;
import dwell.time.Stamp;
import java.util.List;

/**
 * The audit log of MongoDB Enterprise and of Percona Server for MongoDB, as JSON (MongoDB's manual,
 * "System Event Audit Messages"): {@code atype}, {@code ts}, {@code remote}, {@code users}, {@code
 * param}, {@code result}.
 */
public final class MongoAudit implements LogFormat {
  private static final byte[] TYPE = Ascii.bytes("atype");
  private static final byte[] TIME = Ascii.bytes("ts");
  private static final byte[] DATE = Ascii.bytes("$date");
  private static final byte[] REMOTE = Ascii.bytes("remote");
  private static final byte[] USERS = Ascii.bytes("users");
  private static final byte[] PARAM = Ascii.bytes("param");
  private static final byte[] RESULT = Ascii.bytes("result");

  @Override
  public String id() {
    return "mongodb.audit";
  }

  @Override
  public String title() {
    return "MongoDB audit log (JSON)";
  }

  @Override
  public String recognisedBy() {
    return "JSON objects with atype, ts.$date and result";
  }

  @Override
  public int recognise(Sample sample) {
    return LineSample.mostly(sample, new Line()::read, 45);
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  /** Where the members of a record stand; a member that is absent has {@code from == to}. */
  private static final class Line {
    final Stamp stamp = new Stamp();
    final JsonFields inner = new JsonFields();
    private final JsonFields fields = new JsonFields();
    int typeFrom;
    int typeTo;
    int remoteFrom;
    int remoteTo;
    int usersFrom;
    int usersTo;
    int paramFrom;
    int paramTo;
    long result;

    boolean read(byte[] b, int from, int to) {
      typeFrom = typeTo = remoteFrom = remoteTo = from;
      usersFrom = usersTo = paramFrom = paramTo = from;
      result = Long.MIN_VALUE;
      boolean timed = false;
      if (from == to || b[from] != '{' || !fields.open(b, from, to)) {
        return false;
      }
      while (fields.next()) {
        int value = fields.valueFrom();
        int end = fields.valueTo();
        if (fields.named(TYPE)) {
          typeFrom = value;
          typeTo = end;
        } else if (fields.named(TIME)) {
          timed = inner.open(b, value, end) && date(b);
        } else if (fields.named(REMOTE)) {
          remoteFrom = value;
          remoteTo = end;
        } else if (fields.named(USERS)) {
          usersFrom = value;
          usersTo = end;
        } else if (fields.named(PARAM)) {
          paramFrom = value;
          paramTo = end;
        } else if (fields.named(RESULT)) {
          result = Ascii.number(b, value, end);
        }
      }
      return fields.closed() && timed && typeTo > typeFrom && result != Long.MIN_VALUE;
    }

    private boolean date(byte[] b) {
      return inner.next()
          && inner.named(DATE)
          && IsoStamp.read(b, inner.valueFrom(), inner.valueTo(), stamp) > 0;
    }
  }

  private static final class Parser extends LineParser {
    /** What a type of record is; those that do not stand here are {@code info}. */
    private record Kind(byte[] type, Action action) {
      Kind(String type, Action action) {
        this(Ascii.bytes(type), action);
      }
    }

    private static final List<Kind> KINDS =
        List.of(
            new Kind("authenticate", Action.LOGIN),
            new Kind("logout", Action.LOGOUT),
            new Kind("clientMetadata", Action.CONNECT),
            new Kind("authCheck", Action.QUERY),
            new Kind("createCollection", Action.QUERY),
            new Kind("createDatabase", Action.QUERY),
            new Kind("createIndex", Action.QUERY),
            new Kind("renameCollection", Action.QUERY),
            new Kind("dropCollection", Action.QUERY),
            new Kind("dropDatabase", Action.QUERY),
            new Kind("dropIndex", Action.QUERY),
            new Kind("createUser", Action.ACCOUNT_CREATE),
            new Kind("dropUser", Action.ACCOUNT_DELETE),
            new Kind("updateUser", Action.ACCOUNT_CHANGE),
            new Kind("grantRolesToUser", Action.GROUP_CHANGE),
            new Kind("revokeRolesFromUser", Action.GROUP_CHANGE),
            new Kind("startup", Action.SERVICE_START),
            new Kind("shutdown", Action.SERVICE_STOP));

    private static final byte[] SHAPE = Ascii.bytes("mongodb/audit");
    private static final byte[] SYSTEM = Ascii.bytes("mongodb");
    private static final byte[] IP = Ascii.bytes("ip");
    private static final byte[] PORT = Ascii.bytes("port");
    private static final byte[] USER = Ascii.bytes("user");
    private static final byte[] DATABASE = Ascii.bytes("db");
    private static final byte[] MECHANISM = Ascii.bytes("mechanism");
    private static final byte[] COMMAND = Ascii.bytes("command");
    private static final byte[] ARGUMENTS = Ascii.bytes("args");
    private static final byte[] NAMESPACE = Ascii.bytes("ns");

    private final Line line = new Line();
    private final Escapes escapes = new Escapes();
    private final byte[] status = new byte[20];
    private final FreeText text;
    private final RowClock clock;
    private final ArtifactHost host;

    Parser(ParseContext context) {
      text = new FreeText(context);
      clock = new RowClock(context.clocks().of("mongodb", context.artifact().host()), false);
      host = new ArtifactHost(context);
    }

    @Override
    protected void begin(Chunk chunk, EventBatch batch) {
      clock.order(Order.START);
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      batch.dataset(Dataset.MONGODB);
      batch.keyword(Field.DB_SYSTEM, SYSTEM, 0, SYSTEM.length);
      batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
      FreeText.flags(b, from, to, batch);
      if (!line.read(b, from, to)) {
        text.unknown(b, from, to, batch);
        return;
      }
      batch.words(b, from, to);
      clock.set(batch, line.stamp, line.stamp.zoned() ? null : YearBasis.RECORDED);
      batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
      Action action = action(b);
      batch.action(action);
      batch.outcome(line.result == 0 ? Outcome.SUCCESS : Outcome.FAILURE);
      if (line.result > 0) {
        status(line.result, batch);
      }
      remote(b, batch);
      user(b, batch);
      parameters(b, action, batch);
    }

    private Action action(byte[] b) {
      for (Kind kind : KINDS) {
        if (Ascii.equals(b, line.typeFrom, line.typeTo, kind.type)) {
          return kind.action;
        }
      }
      return Action.INFO;
    }

    private void status(long result, EventBatch batch) {
      int at = status.length;
      for (long rest = result; rest > 0; rest /= 10) {
        status[--at] = (byte) ('0' + rest % 10);
      }
      batch.keyword(Field.DB_STATUS, status, at, status.length);
    }

    private void remote(byte[] b, EventBatch batch) {
      boolean more = line.inner.open(b, line.remoteFrom, line.remoteTo);
      while (more && line.inner.next()) {
        int from = line.inner.valueFrom();
        int to = line.inner.valueTo();
        if (line.inner.named(IP)) {
          batch.address(Field.SOURCE_IP, b, from, to);
        } else if (line.inner.named(PORT)) {
          long port = Ascii.number(b, from, to);
          if (port > 0 && port < 1 << 16) {
            batch.number(Field.SOURCE_PORT, port);
          }
        }
      }
    }

    /** The first of the accounts that the connection had logged in. */
    private void user(byte[] b, EventBatch batch) {
      JsonFields inner = line.inner;
      if (!inner.openList(b, line.usersFrom, line.usersTo) || !inner.nextItem()) {
        return;
      }
      boolean more = inner.open(b, inner.valueFrom(), inner.valueTo());
      while (more && inner.next()) {
        if (inner.named(USER)) {
          keyword(b, Field.USER, batch);
        }
      }
    }

    private void parameters(byte[] b, Action action, EventBatch batch) {
      if (action == Action.QUERY) {
        batch.keyword(Field.DB_OPERATION, b, line.typeFrom, line.typeTo);
      }
      JsonFields inner = line.inner;
      boolean login = action == Action.LOGIN;
      boolean more = inner.open(b, line.paramFrom, line.paramTo);
      while (more && inner.next()) {
        if (inner.named(USER) && inner.string()) {
          keyword(b, login ? Field.USER : Field.TARGET_USER, batch);
        } else if (inner.named(DATABASE) && inner.string()) {
          keyword(b, Field.DB_NAMESPACE, batch);
        } else if (login && inner.named(MECHANISM)) {
          keyword(b, Field.AUTH_METHOD, batch);
        } else if (inner.named(COMMAND) && inner.string()) {
          keyword(b, Field.DB_OPERATION, batch);
        } else if (inner.named(ARGUMENTS)) {
          batch.text(Field.DB_QUERY, inner.valueFrom(), inner.valueTo(), TextCoding.RAW);
        } else if (inner.named(NAMESPACE) && inner.string()) {
          namespace(b, batch);
        }
      }
    }

    private void namespace(byte[] b, EventBatch batch) {
      escapes.decode(b, line.inner.valueFrom(), line.inner.valueTo(), TextCoding.JSON);
      Namespace.put(batch, escapes.plain(), escapes.from(), escapes.to());
    }

    private void keyword(byte[] b, Field field, EventBatch batch) {
      escapes.decode(b, line.inner.valueFrom(), line.inner.valueTo(), TextCoding.JSON);
      batch.keyword(field, escapes.plain(), escapes.from(), escapes.to());
    }
  }
}
