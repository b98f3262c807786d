package dwell.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.ZstdOutputStream;
import dwell.event.ArtifactKey;
import dwell.event.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArtifactInputTest {
  private static final byte[] TEXT = text();

  /** A way to compress. */
  record Way(Compression compression, Evidence.Compressing compressing) {
    byte[] of(byte[] content) throws IOException {
      return Evidence.compressed(content, compressing);
    }

    @Override
    public String toString() {
      return compression.id();
    }
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way(Compression.GZIP, GZIPOutputStream::new),
        new Way(Compression.BZIP2, BZip2CompressorOutputStream::new),
        new Way(Compression.XZ, out -> new XZOutputStream(out, new LZMA2Options(1))),
        new Way(Compression.ZSTD, out -> new ZstdOutputStream(out).setChecksum(true)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyCompressionIsToldByContentAndMayComeInSeveralParts(Way way) throws IOException {
    byte[] half = Arrays.copyOf(TEXT, TEXT.length / 2);
    byte[] rest = Arrays.copyOfRange(TEXT, half.length, TEXT.length);
    byte[] stored = join(way.of(half), way.of(rest));

    Read read = read(artifact(stored));

    assertThat(Arrays.equals(read.bytes, TEXT)).isTrue();
    assertThat(read.seal.compression()).isEqualTo(way.compression);
    assertThat(read.seal.sha256()).isEqualTo(Hashes.sha256(stored));
    assertThat(read.seal.size()).isEqualTo(stored.length);
    assertThat(read.seal.faults()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void ofACutFileWhatCouldBeReadIsGivenAndTheCutTold(Way way) throws IOException {
    byte[] whole = way.of(TEXT);
    Random random = Seed.random();
    for (int i = 0; i < 20; i++) {
      byte[] cut = Arrays.copyOf(whole, 20 + random.nextInt(whole.length - 20));
      Read read = read(artifact(cut));
      assertThat(begins(read.bytes)).as(Seed.text()).isTrue();
      assertThat(read.seal.sha256()).isEqualTo(Hashes.sha256(cut));
      assertThat(read.seal.faults())
          .as("%s, cut at %d", Seed.text(), cut.length)
          .extracting(Fault::offset, Fault::storedOffset)
          .containsExactly(tuple((long) read.bytes.length, (long) cut.length));
    }
  }

  @Test
  void aCutGzipGivesAllThatCanBeInflated() throws IOException {
    byte[] whole = Evidence.compressed(TEXT, GZIPOutputStream::new);
    Read read = read(artifact(Arrays.copyOf(whole, whole.length - 8)));
    assertThat(Arrays.equals(read.bytes, TEXT)).isTrue();
    assertThat(read.seal.faults()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void damagedFilesNeverThrowAndAreHashedWhole(Way way) throws IOException {
    byte[] whole = way.of(TEXT);
    Random random = Seed.random();
    for (int i = 0; i < 30; i++) {
      byte[] damaged = whole.clone();
      damaged[16 + random.nextInt(whole.length - 16)] ^= (byte) (1 + random.nextInt(255));
      Read read = read(artifact(damaged));
      assertThat(read.seal.sha256()).as(Seed.text()).isEqualTo(Hashes.sha256(damaged));
      if (!Arrays.equals(read.bytes, TEXT)) {
        assertThat(read.seal.faults()).as("%s, damage %d", Seed.text(), i).isNotEmpty();
      }
    }
  }

  @Test
  void aWrongChecksumIsToldAndTheNextMemberRead() throws IOException {
    byte[] first = Evidence.compressed(TEXT, GZIPOutputStream::new);
    first[first.length - 8] ^= 1;
    byte[] second =
        Evidence.compressed("more\n".getBytes(StandardCharsets.UTF_8), GZIPOutputStream::new);

    Read read = read(artifact(join(first, second)));

    assertThat(read.bytes).isEqualTo(join(TEXT, "more\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(read.seal.faults())
        .extracting(Fault::offset, Fault::storedOffset)
        .containsExactly(tuple((long) TEXT.length, first.length - 8L));
  }

  @Test
  void zerosBehindGzipArePaddingAndAnythingElseIsTold() throws IOException {
    byte[] gzip = Evidence.compressed(TEXT, GZIPOutputStream::new);
    assertThat(read(artifact(Arrays.copyOf(gzip, gzip.length + 1000))).seal.faults()).isEmpty();

    Read appended = read(artifact(join(gzip, "appended\n".getBytes(StandardCharsets.UTF_8))));
    assertThat(Arrays.equals(appended.bytes, TEXT)).isTrue();
    assertThat(appended.seal.faults())
        .extracting(Fault::storedOffset)
        .containsExactly((long) gzip.length);
  }

  @Test
  void theTimeThatGzipKeepsIsKnown() throws IOException {
    Instant time = Instant.parse("2021-06-07T08:09:10Z");
    GzipParameters parameters = new GzipParameters();
    parameters.setModificationInstant(time);
    byte[] gzip = Evidence.compressed(TEXT, out -> new GzipCompressorOutputStream(out, parameters));
    try (ArtifactInput input = new ArtifactInput(artifact(gzip))) {
      assertThat(input.packedModified()).isEqualTo(time);
    }
  }

  @Test
  void aFileThatChangesWhileItIsReadIsTold() {
    Artifact growing =
        new Stub(TEXT) {
          private int asked;

          @Override
          public State now() {
            return new State(TEXT.length + 10L * asked++, Instant.EPOCH);
          }
        };
    assertThat(read(growing).seal.faults())
        .extracting(Fault::cause)
        .containsExactly("changed while it was read");
  }

  @Test
  void aFileThatCannotBeReadOnHasNoHash() {
    Artifact broken =
        new Stub(TEXT) {
          @Override
          public InputStream open() {
            return new InputStream() {
              private int at;

              @Override
              public int read() throws IOException {
                if (at == 1000) {
                  throw new IOException("Input/output error");
                }
                return TEXT[at++];
              }
            };
          }
        };
    Read read = read(broken);
    assertThat(read.bytes).isEqualTo(Arrays.copyOf(TEXT, 1000));
    assertThat(read.seal.sha256()).isNull();
    assertThat(read.seal.faults())
        .extracting(Fault::offset, Fault::cause)
        .containsExactly(tuple(1000L, "cannot be read on: Input/output error"));
  }

  private record Read(byte[] bytes, ArtifactInput.Seal seal) {}

  private static Read read(Artifact artifact) {
    try (ArtifactInput input = new ArtifactInput(artifact)) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] bytes = new byte[50_000];
      int n;
      do {
        n = input.fill(bytes, 0, bytes.length);
        all.write(bytes, 0, n);
      } while (n == bytes.length);
      return new Read(all.toByteArray(), input.seal());
    }
  }

  private static Artifact artifact(byte[] stored) {
    return new Stub(stored);
  }

  private static class Stub implements Artifact {
    private final byte[] stored;

    Stub(byte[] stored) {
      this.stored = stored;
    }

    @Override
    public ArtifactKey key() {
      return ArtifactKey.of("", "x.log", "x.log");
    }

    @Override
    public long size() {
      return stored.length;
    }

    @Override
    public @Nullable Instant modified() {
      return null;
    }

    @Override
    public InputStream open() throws IOException {
      return new ByteArrayInputStream(stored);
    }
  }

  private static boolean begins(byte[] bytes) {
    return Arrays.equals(bytes, Arrays.copyOf(TEXT, bytes.length));
  }

  private static byte[] text() {
    StringBuilder text = new StringBuilder();
    Random random = new Random(7);
    while (text.length() < 300_000) {
      text.append("Feb  3 04:05:06 mail01 sshd[").append(random.nextInt(30_000)).append("]: x\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] one, byte[] other) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(one);
    bytes.writeBytes(other);
    return bytes.toByteArray();
  }
}
