package dwell.benchmarks.logs;

/**
 * A client of a database server.
 *
 * @param id the server's number for the connection; its process for PostgreSQL
 * @param begun microseconds since the epoch
 */
record DatabaseClient(int id, String user, String database, String address, int port, long begun) {}
