package dwell.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "0.0.0.0, 0.0.0.0",
    "::ffff:192.0.2.1, 192.0.2.1",
    "[2001:db8::1], 2001:db8::1",
    "2001:0db8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "fe80::1%eth0, fe80::1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
  })
  void readsAndWritesTheOneForm(String text, String canonical) {
    byte[] address = IpAddress.parse(text);
    assertThat(address).isNotNull();
    assertThat(IpAddress.text(address, 0)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4x",
        "localhost",
        ":",
        ":::",
        "1:2",
        "1::2::3",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "1:2:3:4:5:6:7:",
        "::1.2.3",
        "fe80",
        "...",
        "[1.2.3.4"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @Test
  void agreesWithTheJdk() throws UnknownHostException {
    Random random = Seed.random();
    for (int i = 0; i < 2_000; i++) {
      byte[] raw = new byte[16];
      random.nextBytes(raw);
      for (int zero = random.nextInt(16); zero > 0; zero--) {
        raw[random.nextInt(16)] = 0;
      }
      String text = IpAddress.text(raw, 0);
      assertThat(InetAddress.getByName(text))
          .as(Seed.text())
          .isEqualTo(InetAddress.getByAddress(raw));
      assertThat(IpAddress.parse(text)).as(Seed.text()).isEqualTo(raw);
    }
  }
}
