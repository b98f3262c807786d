package dwell.benchmarks.logs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@code wtmp}: {@code struct utmp} of glibc on x86 (bits/utmp.h), 384 bytes a record. */
final class WtmpSource implements LogSource {
  private static final int RECORD = 384;
  private static final short USER_PROCESS = 7;
  private static final short DEAD_PROCESS = 8;
  private static final double PAUSE = 30 * StampWriter.SECOND;
  private static final int MOST_SESSIONS = 40;

  private final Setting setting;
  private final Deque<Login> open = new ArrayDeque<>();
  private long now = Setting.BEGIN;
  private int lines;

  private record Login(int pid, String line) {}

  WtmpSource(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void write() {
    Dice dice = setting.dice();
    now += dice.interval(PAUSE);
    if (open.size() >= MOST_SESSIONS || !open.isEmpty() && dice.oneIn(2)) {
      Login login = open.remove();
      record(DEAD_PROCESS, login, "", "");
      return;
    }
    Login login =
        new Login((int) setting.people().pid(0, dice), "pts/" + lines++ % (MOST_SESSIONS + 1));
    open.add(login);
    String user = setting.people().users.draw(dice);
    record(USER_PROCESS, login, user, setting.people().clients.draw(dice));
  }

  private void record(short type, Login login, String user, String address) {
    ByteBuffer record = ByteBuffer.allocate(RECORD).order(ByteOrder.LITTLE_ENDIAN);
    record.putShort(0, type).putInt(4, login.pid);
    put(record, 8, login.line);
    put(record, 44, user);
    put(record, 76, address);
    record.putInt(340, (int) (now / StampWriter.SECOND));
    record.putInt(344, (int) (now % StampWriter.SECOND));
    String[] parts = address.split("\\.", -1);
    for (int i = 0; i < parts.length && parts.length == 4; i++) {
      record.put(348 + i, (byte) Integer.parseInt(parts[i]));
    }
    for (byte b : record.array()) {
      setting.out().put(b);
    }
    setting.out().end();
  }

  private static void put(ByteBuffer record, int at, String text) {
    record.put(at, text.getBytes(StandardCharsets.US_ASCII));
  }
}
