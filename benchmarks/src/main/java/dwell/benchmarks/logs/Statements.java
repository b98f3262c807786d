package dwell.benchmarks.logs;

/** The SQL of a shop's programs, some of it over several lines, seldom an injected one. */
final class Statements {
  private final Dice dice;
  private final Population people;

  Statements(Setting setting) {
    dice = setting.dice();
    people = setting.people();
  }

  String next() {
    int id = dice.below(2_000_000);
    return switch (dice.below(14)) {
      case 0 -> "SELECT id, name, email FROM users WHERE id = " + id;
      case 1 ->
          "SELECT * FROM orders WHERE customer_id = "
              + id
              + " AND status IN ('open','paid') ORDER BY created_at DESC LIMIT 20";
      case 2 -> "UPDATE sessions SET last_seen = NOW() WHERE token = '" + dice.hex(32) + "'";
      case 3 ->
          "INSERT INTO audit_log (user_id, action, ip, created_at) VALUES ("
              + id
              + ", 'login', '"
              + people.clients.draw(dice)
              + "', NOW())";
      case 4 -> "SELECT COUNT(*) FROM cart_items WHERE cart_id = " + id;
      case 5 ->
          "SELECT p.id, p.title, p.price FROM products p JOIN categories c ON c.id = p.category_id"
              + " WHERE c.slug = 'cat-"
              + dice.below(300)
              + "' AND p.active = 1 LIMIT 50";
      case 6 -> "COMMIT";
      case 7 -> "BEGIN";
      case 8 ->
          "SELECT u.id, u.password_hash FROM users u WHERE u.login = '"
              + people.users.draw(dice)
              + "'";
      case 9 -> "DELETE FROM cache WHERE expires_at < '2026-03-0" + dice.between(1, 10) + "'";
      case 10 ->
          "INSERT INTO events (type, payload) VALUES ('click', '{\"page\":\"/p/"
              + id
              + "\",\"ref\":\""
              + dice.hex(8)
              + "\"}')";
      case 11 ->
          """
          SELECT o.id,
                 o.total,
                 c.name
            FROM orders o
            JOIN customers c ON c.id = o.customer_id
           WHERE o.region =\
          """
              + ' '
              + dice.below(40);
      case 12 ->
          dice.oneIn(400)
              ? "SELECT * FROM users WHERE login = '' OR '1'='1' UNION SELECT user, host, 3 FROM mysql.user -- '"
              : "SELECT value FROM settings WHERE name = 'key" + dice.below(200) + "'";
      default ->
          "UPDATE stock SET qty = qty - "
              + dice.between(1, 6)
              + " WHERE product_id = "
              + dice.below(50_000);
    };
  }
}
