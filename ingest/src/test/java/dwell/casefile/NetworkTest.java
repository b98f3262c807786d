package dwell.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.IpAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.77/25, 192.0.2.127, true",
    "192.0.2.77/25, 192.0.2.128, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::/0, 192.0.2.1, true"
  })
  void holdsItsAddresses(String network, String address, boolean held) {
    Network parsed = Objects.requireNonNull(Network.parse(network));
    assertThat(parsed.contains(Objects.requireNonNull(IpAddress.parse(address)))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "192.0.2.0/", "192.0.2.0/33", "2001:db8::/129", "192.0.2.0/x", "x/8"})
  void isNothingElse(String text) {
    assertThat(Network.parse(text)).isNull();
  }

  @Test
  void writesItself() {
    assertThat(Network.parse("192.0.2.77/24")).hasToString("192.0.2.0/24");
    assertThat(Network.parse("2001:db8::1/32")).hasToString("2001:db8::/32");
    assertThat(Network.parse("192.0.2.7")).hasToString("192.0.2.7/32");
  }
}
