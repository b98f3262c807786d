package dwell.benchmarks.logs;

import java.util.List;

/**
 * The combined log of nginx and Apache ({@code ngx_http_log_module.c}, {@code mod_log_config.c}).
 */
final class AccessSource implements LogSource {
  private static final double PAUSE = 20_000;
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36",
          "Mozilla/5.0 (X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0",
          "curl/8.5.0",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "python-requests/2.31.0",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.3 Mobile/15E148 Safari/604.1");

  private final Setting setting;
  private long now = Setting.BEGIN;

  AccessSource(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void write() {
    Dice dice = setting.dice();
    Population people = setting.people();
    now += dice.interval(PAUSE);
    LogOutput out = setting.out();
    out.text((dice.oneIn(4) ? people.attackers : people.clients).draw(dice)).text(" - - [");
    setting.stamps().web(now);
    boolean login = dice.oneIn(10);
    out.text("] \"").text(login ? "POST /login" : request(dice)).text(" HTTP/1.1\" ");
    out.number(status(dice, login)).put(' ').number(dice.below(60_000));
    out.text(" \"-\" \"").text(dice.of(AGENTS)).put('"').endLine();
  }

  private static String request(Dice dice) {
    return switch (dice.below(9)) {
      case 0 -> "GET /static/app." + dice.below(50) + ".js";
      case 1 -> "GET /?q=" + dice.hex(4);
      default -> "GET /p/" + dice.below(20_000);
    };
  }

  private static int status(Dice dice, boolean login) {
    return login && dice.oneIn(3) ? 401 : dice.oneIn(20) ? 404 : 200;
  }
}
