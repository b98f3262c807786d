package dwell.pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.IpAddress;
import dwell.event.Keywords;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeMatcherTest {
  private static final Catalogue BUILT_IN = Catalogue.builtIn();

  private final EventBatch batch = new EventBatch(4, full -> {});
  private final MessageMatcher matcher = BUILT_IN.matcher();

  private boolean match(String program, byte[] message) {
    return match(matcher, program, message);
  }

  private boolean match(MessageMatcher by, String program, byte[] message) {
    byte[] name = program.getBytes(UTF_8);
    byte[] bytes = new byte[name.length + message.length];
    System.arraycopy(name, 0, bytes, 0, name.length);
    System.arraycopy(message, 0, bytes, name.length, message.length);
    batch.clear();
    batch.chunk(bytes, 0, 1);
    batch.next(0, bytes.length, 0, 0);
    return by.match(bytes, 0, name.length, name.length, bytes.length, batch);
  }

  private void read(String program, String message) {
    assertThat(match(program, message.getBytes(UTF_8))).as(message).isTrue();
  }

  private String address() {
    int code = batch.code(Field.SOURCE_IP, 0);
    return code < 0
        ? "-"
        : IpAddress.text(
            batch.values(Field.SOURCE_IP).arena(), batch.values(Field.SOURCE_IP).start(code));
  }

  private List<Flag> flags() {
    return Flag.of(batch.flags(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x from 192.0.2.4 port 1 ssh2",
        "from 192.0.2.4 port 1",
        "root from 192.0.2.4 port 22 ssh2: RSA SHA256:abc",
        " from 192.0.2.4 port 22 ssh2 [preauth]",
        "a\u0000b from 192.0.2.4",
        "[preauth]",
        "invalid user root",
        "  ",
        "é from 192.0.2.4 port 1 ssh2",
      })
  void farSideNameForgesNothing(String name) {
    for (String shape :
        List.of(
            "Failed password for invalid user %s from 203.0.113.9 port 40022 ssh2",
            "Failed none for invalid user %s from 203.0.113.9 port 40022 ssh2 [preauth]",
            "Invalid user %s from 203.0.113.9 port 40022",
            "Connection closed by invalid user %s 203.0.113.9 port 40022 [preauth]",
            "Disconnected from invalid user %s 203.0.113.9 port 40022 [preauth]",
            "error: maximum authentication attempts exceeded for invalid user %s"
                + " from 203.0.113.9 port 40022 ssh2 [preauth]")) {
      String message = shape.replace("%s", name);
      read("sshd", message);
      assertThat(batch.keywordAt(Field.USER, 0)).as(message).isEqualTo(name);
      assertThat(address()).as(message).isEqualTo("203.0.113.9");
      assertThat(batch.numberAt(Field.SOURCE_PORT, 0)).as(message).isEqualTo(40022);
      assertThat(flags()).as(message).contains(Flag.UNTRUSTED_TEXT);
      assertThat(batch.action(0)).isIn(Action.LOGIN, Action.LOGIN_ATTEMPT);
      assertThat(batch.outcome(0)).isNotEqualTo(Outcome.SUCCESS);
    }
  }

  @Test
  void nameThatTellsOfASuccessIsStillAFailure() {
    read(
        "sshd",
        "Failed password for invalid user x from 192.0.2.1 port 1 ssh2\nAccepted password for root"
            + " from 203.0.113.9 port 40022 ssh2");
    assertThat(batch.outcome(0)).isEqualTo(Outcome.FAILURE);
    assertThat(address()).isEqualTo("203.0.113.9");
  }

  @Test
  void secondReadingOfSudoLeavesOutWhatIsDisputed() {
    read(
        "sudo",
        "     eve : TTY=pts/0 ; PWD=/tmp/x ; USER=root ; COMMAND=/bin/ls ; USER=root ;"
            + " COMMAND=/usr/bin/id");
    assertThat(batch.keywordAt(Field.USER, 0)).isEqualTo("eve");
    assertThat(batch.keywordAt(Field.EFFECTIVE_USER, 0)).isEqualTo("root");
    assertThat(batch.has(Field.COMMAND_LINE)).isFalse();
    assertThat(batch.has(Field.WORKING_DIRECTORY)).isFalse();
    assertThat(flags()).contains(Flag.AMBIGUOUS_TEXT);
  }

  @Test
  void manyReadingsAreStillAmbiguousAndNotRefused() {
    String message = "eve : TTY=pts/0 ; PWD=/tmp" + " ; USER=root ; COMMAND=/bin/ls".repeat(500);
    read("sudo", message);
    assertThat(batch.has(Field.COMMAND_LINE)).isFalse();
    assertThat(flags()).contains(Flag.AMBIGUOUS_TEXT);
  }

  @Test
  void unknownFarSideIsNoHostName() {
    read("sshd", "Connection closed by UNKNOWN port 65535 [preauth]");
    assertThat(address()).isEqualTo("-");
    assertThat(batch.has(Field.SOURCE_DOMAIN)).isFalse();
  }

  @Test
  void numberThatNoLongHoldsStaysAWord() {
    read("sshd", "Invalid user x from 203.0.113.9 port 99999999999999999999");
    assertThat(batch.has(Field.SOURCE_PORT)).isFalse();
    assertThat(batch.words().to(0)).isEqualTo(1);
  }

  @Test
  void pamIsPamWhicheverProgramWritesIt() {
    for (String program : List.of("sshd", "vsftpd", "unheard-of", "")) {
      read(program, "pam_unix(x:session): session closed for user alice");
      assertThat(batch.keywordAt(Field.SHAPE, 0)).isEqualTo("pam/unix-session-closed");
    }
  }

  @Test
  void programIsFoundByTheLastPartOfAnAbsolutePath() {
    read("/usr/sbin/sshd", "Received signal 15; terminating.");
    assertThat(match("sbin/sshd", "Received signal 15; terminating.".getBytes(UTF_8))).isFalse();
    assertThat(match("cron", "Received signal 15; terminating.".getBytes(UTF_8))).isFalse();
  }

  @Test
  void messageOfNoShapeSetsNothing() {
    assertThat(match("sshd", "Failed to bake a cake".getBytes(UTF_8))).isFalse();
    assertThat(batch.action(0)).isEqualTo(Action.MESSAGE);
    assertThat(batch.has(Field.SHAPE)).isFalse();
    assertThat(match("sshd", new byte[0])).isFalse();
    assertThat(match("sshd", "   ".getBytes(UTF_8))).isFalse();
  }

  @Test
  void truncationAtEveryByteNeverThrows() {
    for (Shape shape : BUILT_IN.shapes()) {
      for (Shape.Example example : shape.examples()) {
        byte[] message = example.message().getBytes(UTF_8);
        for (int length = 0; length < message.length; length++) {
          match(shape.programs().getFirst(), Arrays.copyOf(message, length));
        }
      }
    }
  }

  @Test
  void fastAndSlowMatcherAgreeOnExamplesAndTheirMutations() {
    long seed = Long.getLong("dwell.seed", 20240918L);
    Random random = new Random(seed);
    Map<String, NaiveMatcher> twins = new HashMap<>();
    List<String> all =
        BUILT_IN.shapes().stream()
            .flatMap(shape -> shape.examples().stream())
            .map(Shape.Example::message)
            .toList();
    for (Shape shape : BUILT_IN.shapes()) {
      String program = shape.programs().getFirst();
      NaiveMatcher twin = twins.computeIfAbsent(program, p -> new NaiveMatcher(BUILT_IN, p));
      for (Shape.Example example : shape.examples()) {
        agree(program, twin, latin(example.message()), seed);
        for (int round = 0; round < 12; round++) {
          String other = latin(all.get(random.nextInt(all.size())));
          agree(program, twin, mutate(latin(example.message()), other, random), seed);
        }
      }
    }
  }

  /** One character a byte, as the slow matcher reads them. */
  private static String latin(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private static String mutate(String message, String other, Random random) {
    StringBuilder out = new StringBuilder(message);
    for (int i = random.nextInt(3); i >= 0 && !out.isEmpty(); i--) {
      int at = random.nextInt(out.length());
      int end = Math.min(out.length(), at + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, " ;:='[]()\"1a/\n".charAt(random.nextInt(14)));
        case 2 -> out.insert(at, out.substring(at, end));
        case 3 -> {
          int from = random.nextInt(other.length());
          out.insert(at, other, from, Math.min(other.length(), from + random.nextInt(30)));
        }
        default -> out.setLength(at);
      }
    }
    return out.toString();
  }

  private void agree(String program, NaiveMatcher twin, String message, long seed) {
    String about = "seed " + seed + ", " + program + ": " + message;
    NaiveMatcher.Answer slow = twin.match(message);
    boolean fast = match(program, message.getBytes(ISO_8859_1));
    assertThat(fast).as(about).isEqualTo(slow != null);
    if (slow == null) {
      return;
    }
    Shape shape = slow.variant().shape();
    assertThat(batch.keywordAt(Field.SHAPE, 0)).as(about).isEqualTo(shape.id());
    boolean disputed = false;
    List<Piece.Capture> captures = new ArrayList<>();
    for (Piece piece : slow.variant().pieces()) {
      if (piece instanceof Piece.Capture capture) {
        captures.add(capture);
      }
    }
    int blanks = 0;
    while (blanks < message.length() && message.charAt(blanks) == ' ') {
      blanks++;
    }
    String text = message.substring(blanks);
    Map<Field, String> expected = new HashMap<>();
    for (int i = 0; i < captures.size(); i++) {
      NaiveMatcher.Span span = slow.spans().get(i);
      Field field = captures.get(i).field();
      disputed |= span == null;
      if (field != null && span != null && span.from() < span.to()) {
        expected.put(field, text.substring(span.from(), span.to()));
      }
    }
    assertThat(flags().contains(Flag.AMBIGUOUS_TEXT)).as(about).isEqualTo(disputed);
    // A far side that is no address goes to this field too.
    expected.remove(Field.SOURCE_DOMAIN);
    expected.forEach((field, value) -> compare(field, value, about));
  }

  private void compare(Field field, String expected, String about) {
    String actual =
        switch (field.kind()) {
          case KEYWORD, LIST -> latin(String.valueOf(batch.keywordAt(field, 0)));
          case TEXT -> latin(String.valueOf(batch.textAt(field, 0)));
          case NUMBER, INSTANT ->
              expected.length() <= 18 && batch.numberAt(field, 0) == Long.parseLong(expected)
                  ? expected
                  : expected.length() > 18 ? expected : "" + batch.numberAt(field, 0);
          case ADDRESS -> expected;
        };
    // Names that are no UTF-8 read differently as text, and long ones are cut; their places agree.
    if (expected.length() <= Keywords.MAX_BYTES && !actual.contains("\u00ef\u00bf\u00bd")) {
      assertThat(actual).as("%s of %s", field.key(), about).isEqualTo(expected);
    }
  }
}
