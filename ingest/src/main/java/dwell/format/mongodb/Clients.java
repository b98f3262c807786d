package dwell.format.mongodb;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.sql.Connections;
import dwell.format.sql.Text;

/**
 * Who is behind each open connection of a server: the address that its first record tells, and the
 * account that logged in on it. Later records of the connection do not repeat them.
 */
final class Clients {
  /** What a record says of a login; servers from 5.0 may write two of one attempt. */
  enum Teller {
    /** The mechanism: {@code Authentication succeeded}, {@code Authentication failed}. */
    MECHANISM,
    /**
     * The session around it: {@code Successfully authenticated}, {@code Failed to authenticate}.
     */
    SESSION
  }

  private static final class Client {
    final Text remote = new Text();
    long port;
    final Text user = new Text();
    Outcome told = Outcome.UNKNOWN;
    Teller teller = Teller.MECHANISM;
  }

  private final Connections<Client> connections = new Connections<>(Client::new);

  /** Forgets all: the server was started anew and counts its connections from 1. */
  void clear() {
    connections.clear();
  }

  /** Begins a connection from the address, with its port, that {@code bytes[from, to)} is. */
  void open(long connection, byte[] bytes, int from, int to) {
    connections.close(connection);
    Client client = connections.open(connection);
    int end = Remote.addressEnd(bytes, from, to);
    client.remote.set(bytes, from, end);
    client.port = Remote.port(bytes, end, to);
  }

  void close(long connection) {
    connections.close(connection);
  }

  /** Sets the far side of the batch's row, where it has none and the connection is known. */
  void putRemote(EventBatch batch, long connection) {
    Client client = connections.get(connection);
    if (client == null || batch.code(Field.SOURCE_IP, batch.row()) >= 0) {
      return;
    }
    client.remote.putSource(batch);
    if (client.port > 0) {
      batch.number(Field.SOURCE_PORT, client.port);
    }
  }

  /** Sets the account of the batch's row to the one that logged in on the connection. */
  void putUser(EventBatch batch, long connection) {
    Client client = connections.get(connection);
    if (client != null) {
      client.user.put(batch, Field.USER);
    }
  }

  /**
   * Keeps the account of an accepted login, and makes the second record of one attempt a trace of
   * it.
   *
   * @param bytes hold the account's name from {@code from} to {@code to}
   */
  void login(
      EventBatch batch,
      long connection,
      Teller teller,
      Outcome outcome,
      byte[] bytes,
      int from,
      int to) {
    Client client = connections.open(connection);
    if (client.told == outcome && client.teller != teller) {
      client.told = Outcome.UNKNOWN;
      batch.action(Action.LOGIN_ATTEMPT);
      return;
    }
    client.told = outcome;
    client.teller = teller;
    if (outcome == Outcome.SUCCESS) {
      client.user.set(bytes, from, to);
    }
  }
}
