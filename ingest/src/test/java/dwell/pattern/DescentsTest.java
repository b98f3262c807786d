package dwell.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Seed;
import dwell.record.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where a descent begins changes nothing about where it ends. */
final class DescentsTest {
  private static final List<String> MESSAGES =
      List.of(
          "Failed password for root from 203.0.113.9 port 40022 ssh2",
          "Failed password for invalid user admin from 203.0.113.9 port 40022 ssh2",
          "Failed publickey for alice from 203.0.113.9 port 40022 ssh2: RSA SHA256:0hfC4Jv5",
          "Failed passwords",
          "Accepted password for alice from 192.0.2.7 port 50022 ssh2",
          "Connection closed by authenticating user root 203.0.113.9 port 40022 [preauth]",
          "Connection closed by 203.0.113.9 port 40022",
          "Connection reset by invalid user x 203.0.113.9 port 40022 [preauth]",
          "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=",
          "pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)",
          "error: maximum authentication attempts exceeded for root from 203.0.113.9",
          "Receive");

  @Test
  void endWhereTheWayFromTheRootEnds() {
    Catalogue catalogue = Catalogue.builtIn();
    List<LiteralTree> roots = List.of(leads(catalogue, "sshd"), leads(catalogue, "sudo"));
    Descents descents = new Descents();
    Random random = Seed.random();
    for (int i = 0; i < 50_000; i++) {
      byte[] message = message(random);
      int from = random.nextInt(4) == 0 ? random.nextInt(message.length) : 0;
      int to = from + random.nextInt(message.length - from + 1);
      if (random.nextBoolean()) {
        to = message.length;
      }
      LiteralTree root = roots.get(random.nextInt(roots.size()));
      assertThat(descents.deepest(root, message, from, to))
          .as(new String(message, from, to - from, StandardCharsets.ISO_8859_1) + Seed.text())
          .isSameAs(root.deepest(message, from, to));
    }
  }

  private static byte[] message(Random random) {
    byte[] message = Ascii.bytes(MESSAGES.get(random.nextInt(MESSAGES.size())));
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      message[random.nextInt(message.length)] = (byte) random.nextInt(256);
    }
    return message;
  }

  private static LiteralTree leads(Catalogue catalogue, String program) {
    byte[] name = Ascii.bytes(program);
    return catalogue.ruleset(name, 0, name.length).leads();
  }
}
