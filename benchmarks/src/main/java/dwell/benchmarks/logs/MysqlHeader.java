package dwell.benchmarks.logs;

/** What MySQL 8 writes at the beginning of a general or slow log (sql/log.cc). */
final class MysqlHeader {
  private MysqlHeader() {}

  static void write(LogOutput out) {
    out.text("/usr/sbin/mysqld, Version: 8.0.36-0ubuntu0.22.04.1 ((Ubuntu)). started with:\n");
    out.text("Tcp port: 3306  Unix socket: /var/run/mysqld/mysqld.sock\n");
    out.text("Time                 Id Command    Argument\n");
  }
}
