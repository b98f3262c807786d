package dwell.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Dataset;
import dwell.event.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each modifier of the Sigma modifiers appendix, with a hit and a miss. */
final class ModifiersTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '~',
      value = {
        "cs-user-agent ~ 'curl/8' ~ CURL/8 ~ curl/8.1",
        "cs-user-agent ~ 'c?rl*' ~ curl/8 ~ crl/8",
        "cs-user-agent ~ 'a\\*b' ~ a*b ~ aXb",
        "cs-user-agent ~ 'a\\\\*' ~ a\\b ~ ab",
        "cs-user-agent ~ 'a\\b' ~ a\\b ~ ab",
        "cs-user-agent|contains ~ 'mid' ~ a MID b ~ m i d",
        "cs-user-agent|startswith ~ 'beg' ~ Begin ~ abeg",
        "cs-user-agent|endswith ~ 'end' ~ the END ~ ends",
        "cs-user-agent|contains|all ~ ['x', 'y'] ~ axby ~ axb",
        "cs-user-agent|contains ~ ['x', 'y'] ~ ax ~ ab",
        "cs-user-agent|cased ~ 'Curl' ~ Curl ~ curl",
        "cs-user-agent|neq ~ 'curl' ~ wget ~ CURL",
        "cs-user-agent|exists ~ true ~ x ~ <none>",
        "cs-user-agent|exists ~ false ~ <none> ~ x",
        "cs-user-agent ~ null ~ <none> ~ x",
        "cs-user-agent ~ '' ~ <none> ~ x",
        "cs-user-agent|contains|windash ~ ' -x' ~ a /x b ~ a x b",
        "cs-user-agent|contains|windash ~ ' -x' ~ a \u2013x b ~ a-x",
        "cs-user-agent|re ~ '^c[a-z]{3}/' ~ curl/8 ~ Curl/8",
        "cs-user-agent|re|i ~ '^c[a-z]{3}/' ~ Curl/8 ~ cur/8",
        "cs-user-agent|re|m ~ '^b$' ~ \"a\nb\" ~ ab",
        "cs-user-agent|re|s ~ 'a.b' ~ \"a\nb\" ~ ab",
        "cs-user-agent|base64 ~ 'foobar' ~ Zm9vYmFy ~ foobar",
        "cs-user-agent|base64|contains ~ 'foobar' ~ xZm9vYmFyx ~ foobar",
        "cs-user-agent|base64offset|contains ~ 'foobar' ~ xmb29iYXx ~ xZm9vYm",
        "cs-user-agent|wide|base64offset|contains ~ 'ab' ~ YQBiA ~ YWI",
        "cs-user-agent|utf16le|base64 ~ 'ab' ~ YQBiAA== ~ YWI=",
        "cs-user-agent|utf16be|base64 ~ 'ab' ~ AGEAYg== ~ YQBiAA==",
        "cs-user-agent|utf16|base64 ~ 'ab' ~ //5hAGIA ~ YQBiAA==",
        "cs-user-agent|expand ~ 'plain' ~ plain ~ other",
      })
  void hitsAndMisses(String key, String value, String hit, String miss) {
    assertThat(agent(key, value, hit)).as("hit of %s: %s", key, value).isTrue();
    assertThat(agent(key, value, miss)).as("miss of %s: %s", key, value).isFalse();
  }

  private static boolean agent(String key, String value, String text) {
    MemoryCursor cursor = new MemoryCursor();
    MemoryCursor.Made made = cursor.add(Dataset.WEB_ACCESS);
    if (!text.equals("<none>")) {
      made.with(Field.USER_AGENT, text);
    }
    return Rules.hits(Rules.item(key, value), cursor);
  }

  @ParameterizedTest
  @CsvSource({
    "lt,399,400",
    "lte,400,401",
    "gt,401,400",
    "gte,400,399",
  })
  void numbersCompare(String modifier, long hit, long miss) {
    assertThat(status("sc-status|" + modifier, hit)).isTrue();
    assertThat(status("sc-status|" + modifier, miss)).isFalse();
  }

  private static boolean status(String key, long status) {
    MemoryCursor cursor = new MemoryCursor();
    cursor.add(Dataset.WEB_ACCESS).with(Field.HTTP_STATUS, status);
    return Rules.hits(Rules.item(key, "400"), cursor);
  }

  @Test
  void theLengthOfAnOffsetLeavesNothingOut() {
    // Any text around it, at any offset: the encoded part is found (Sigma modifiers appendix).
    for (String around : new String[] {"", "x", "xy", "xyz"}) {
      for (String secret : new String[] {"abcd", "abcde", "abcdef"}) {
        String encoded =
            java.util.Base64.getEncoder()
                .encodeToString(
                    (around + secret + around).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(agent("cs-user-agent|base64offset|contains", "'" + secret + "'", encoded))
            .as("%s in %s", secret, encoded)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24,192.0.2.77,192.0.3.1",
    "'2001:db8::/32','2001:db8::5','2001:db9::5'",
  })
  void networks(String network, String hit, String miss) {
    assertThat(source("c-ip|cidr", "'" + network + "'", hit)).isTrue();
    assertThat(source("c-ip|cidr", "'" + network + "'", miss)).isFalse();
  }

  private static boolean source(String key, String value, String address) {
    MemoryCursor cursor = new MemoryCursor();
    cursor.add(Dataset.WEB_ACCESS).with(Field.SOURCE_IP, address);
    return Rules.hits(Rules.item(key, value), cursor);
  }

  @ParameterizedTest
  @CsvSource({
    "minute,32,31",
    "hour,3,4",
    "day,10,11",
    "week,15,14",
    "month,4,5",
    "year,2024,2023",
  })
  void partsOfTheTime(String part, String right, String wrong) {
    assertThat(time("UtcTime|" + part, right)).isTrue();
    assertThat(time("UtcTime|" + part, wrong)).isFalse();
    assertThat(time("UtcTime|" + part + "|gte", right)).isTrue();
    assertThat(time("UtcTime|" + part + "|lt", right)).isFalse();
  }

  private static boolean time(String key, String value) {
    MemoryCursor cursor = new MemoryCursor();
    cursor.add(Dataset.WEB_ACCESS).at("2024-04-10T03:32:59Z");
    return Rules.hits(Rules.item(key, value), cursor);
  }

  @Test
  void aFieldAsTheValue() {
    MemoryCursor cursor = new MemoryCursor();
    cursor
        .add(Dataset.WEB_ACCESS)
        .with(Field.USER, "Ada")
        .with(Field.USER_AGENT, "ada's own")
        .with(Field.HTTP_REFERRER, "ada");
    assertThat(Rules.hits(Rules.item("cs-referer|fieldref", "cs-username"), cursor)).isTrue();
    assertThat(Rules.hits(Rules.item("cs-user-agent|fieldref", "cs-username"), cursor)).isFalse();
    assertThat(Rules.hits(Rules.item("cs-user-agent|fieldref|startswith", "cs-username"), cursor))
        .isTrue();
    assertThat(Rules.hits(Rules.item("cs-referer|fieldref|neq", "cs-username"), cursor)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "cs-user-agent|expand ~ '%Agents%' ~ placeholder",
        "cs-user-agent|unheard ~ 'x' ~ not known",
        "cs-user-agent|i ~ 'x' ~ without re",
        "cs-user-agent|re|contains ~ 'x' ~ do not go together",
        "cs-user-agent|re ~ '(?=x)y' ~ linear time",
        "cs-user-agent|re ~ '(' ~ linear time",
        "cs-user-agent|base64 ~ 'a*' ~ wildcards cannot be encoded",
        "cs-user-agent|hour ~ 3 ~ is no time",
        "sc-status|gt ~ 'many' ~ is no number",
        "c-ip|cidr ~ 'somewhere' ~ is no network",
        "cs-user-agent|exists ~ 'perhaps' ~ true or false",
        "cs-cookie ~ 'x' ~ no field cs-cookie",
      })
  void whatCannotBeRunIsSaid(String key, String value, String reason) {
    assertThat(Rules.refused(Rules.item(key, value))).contains(reason);
  }
}
