package dwell.evidence;

import static dwell.evidence.ExpectedHashes.Verdict.MATCH;
import static dwell.evidence.ExpectedHashes.Verdict.MISMATCH;
import static dwell.evidence.ExpectedHashes.Verdict.NOT_LISTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedHashesTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  @Test
  void sha256sumWritesTextBinaryAndEscapedNames() {
    ExpectedHashes hashes =
        parse(
            A
                + "  ./var/log/a.log\n"
                + B.toUpperCase(Locale.ROOT)
                + " *b.log\r\n\\"
                + A
                + "  new\\nline\\\\.log\n");
    assertThat(hashes.check("var/log/a.log", A)).isEqualTo(MATCH);
    assertThat(hashes.check("b.log", B)).isEqualTo(MATCH);
    assertThat(hashes.check("new\nline\\.log", A)).isEqualTo(MATCH);
    assertThat(hashes.check("b.log", A)).isEqualTo(MISMATCH);
    assertThat(hashes.check("b.log", null)).isEqualTo(MISMATCH);
    assertThat(hashes.check("c.log", A)).isEqualTo(NOT_LISTED);
    assertThat(hashes.missing()).isEmpty();
    assertThat(hashes.faults()).isEmpty();
  }

  @Test
  void taggedLinesAndTables() {
    ExpectedHashes hashes =
        parse(
            "SHA256 (a (1).log) = "
                + A
                + "\n"
                + "Path,Size,MD5,SHA256\n"
                + "\"/var/log/b,2.log\",17,"
                + "c".repeat(32)
                + ","
                + B
                + "\n");
    assertThat(hashes.check("a (1).log", A)).isEqualTo(MATCH);
    assertThat(hashes.check("var/log/b,2.log", B)).isEqualTo(MATCH);
    assertThat(hashes.faults()).isEmpty();
  }

  @Test
  void aListFromAnotherFolderNamesTheFileByTheEndOfItsPath() {
    ExpectedHashes hashes =
        parse(
            A
                + "  /mnt/case/mail01/var/log/a.log\n"
                + B
                + "  a.log\n"
                + A
                + "  x/dup\n"
                + B
                + "  y/dup\n");
    assertThat(hashes.check("mail01/var/log/a.log", A)).isEqualTo(MATCH);
    assertThat(hashes.check("elsewhere/a.log", B)).isEqualTo(MATCH);
    assertThat(hashes.check("dup", A)).as("which of the two is not decided").isEqualTo(NOT_LISTED);
    assertThat(hashes.missing()).containsExactly("x/dup", "y/dup");
  }

  @Test
  void whatIsNotCheckedIsTold() {
    ExpectedHashes hashes =
        parse("d".repeat(32) + "  a.log\n" + A + "  b.log\n" + B + "  b.log\nnoise\nnoise\n");
    assertThat(hashes.faults())
        .extracting(Fault::cause)
        .containsExactlyInAnyOrder(
            "1 hashes are not SHA-256 and were not checked",
            "2 lines hold no hash and path",
            "the list of expected hashes names this file twice, with two hashes");
  }

  @Test
  void aFileWithoutHashesIsRefused(@TempDir Path temp) throws IOException {
    Path file = Files.writeString(temp.resolve("list"), "nothing here\n");
    assertThatThrownBy(() -> ExpectedHashes.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SHA-256");
  }

  private static ExpectedHashes parse(String list) {
    return ExpectedHashes.parse("SHA256SUMS", list.getBytes(StandardCharsets.UTF_8));
  }
}
