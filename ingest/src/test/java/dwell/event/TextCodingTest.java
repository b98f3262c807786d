package dwell.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCodingTest {
  private static String decode(TextCoding coding, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return coding.decode(bytes, 0, bytes.length);
  }

  @Test
  void undoesWhatTheLogDid() {
    assertThat(decode(TextCoding.CSV, "a \"\"b\"\"")).isEqualTo("a \"b\"");
    assertThat(decode(TextCoding.JSON, "a\\n\\u00e4\\\"\\/")).isEqualTo("a\nä\"/");
    assertThat(decode(TextCoding.BACKSLASH, "it\\'s\\n\\\\x\\0")).isEqualTo("it's\n\\x\0");
    assertThat(decode(TextCoding.TAB_CONTINUED, "SELECT\n\t1,\n\t\t2"))
        .isEqualTo("SELECT\n1,\n\t2");
    assertThat(decode(TextCoding.RAW, "a\\n\"\"")).isEqualTo("a\\n\"\"");
  }

  @Test
  void takesWhatIsNoEscapeAsItStands() {
    assertThat(decode(TextCoding.JSON, "\\u12")).isEqualTo("u12");
    assertThat(decode(TextCoding.BACKSLASH, "end\\")).isEqualTo("end\\");
  }

  @Test
  void marksBytesThatAreNotUtf8() {
    assertThat(TextCoding.RAW.decode(new byte[] {'a', (byte) 0xFF, 'b'}, 0, 3))
        .isEqualTo("a\uFFFDb");
  }
}
