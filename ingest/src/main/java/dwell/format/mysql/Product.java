package dwell.format.mysql;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.record.Ascii;

/**
 * Which server wrote a log: MariaDB where the log says so, else MySQL, which stands for the family
 * (Percona Server included).
 */
final class Product {
  private static final byte[] MARIADB = Ascii.bytes("mariadb");
  private static final byte[] MYSQL = Ascii.bytes("mysql");
  private static final byte[] MARIA = Ascii.bytes("MariaDB");
  private static final byte[] MARIADBD = Ascii.bytes("mariadbd");

  private boolean mariadb;

  /** Takes note of a server's own words in {@code bytes[from, to)}. */
  void banner(byte[] bytes, int from, int to) {
    mariadb =
        Ascii.indexOf(bytes, from, to, MARIA) >= 0 || Ascii.indexOf(bytes, from, to, MARIADBD) >= 0;
  }

  /** Takes note of a layout that MariaDB alone writes. */
  void mariadb() {
    mariadb = true;
  }

  void put(EventBatch batch) {
    byte[] name = mariadb ? MARIADB : MYSQL;
    batch.keyword(Field.DB_SYSTEM, name, 0, name.length);
  }
}
