package dwell.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dwell.event.Seed;
import dwell.record.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordStoreTest {
  @TempDir Path temp;

  private final Random random = Seed.random();

  private byte[] lines(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int c = random.nextInt(40);
      bytes[i] = (byte) (c == 0 ? '\n' : 'a' + c % 26);
    }
    return bytes;
  }

  /** One artifact in chunks that workers add in any order, beside another. */
  private byte[] store(RecordStore store) throws IOException {
    byte[] all = lines(900_000);
    int[] cuts = {0, 300_000, 300_001, 850_000, all.length};
    RecordStore.Appender[] workers = {store.appender(), store.appender()};
    for (int i = cuts.length - 2; i >= 0; i--) {
      byte[] chunk = Arrays.copyOfRange(all, cuts[i], cuts[i + 1] + (i == 0 ? 10 : 0));
      long line = 1 + Lines.count(all, 0, cuts[i]);
      workers[i & 1].add(7, chunk, cuts[i + 1] - cuts[i], cuts[i], line);
    }
    workers[0].add(8, lines(100), 100, 0, 0);
    store.commit();
    return all;
  }

  @Test
  void givesBackAnyStretch() throws IOException {
    byte[] all;
    try (RecordStore store = RecordStore.create(temp, 0)) {
      all = store(store);
    }
    try (KeptRecords kept = KeptRecords.open(temp, List.of(0))) {
      assertThat(kept.size(7)).isEqualTo(all.length);
      assertThat(kept.read(7, 0, all.length)).isEqualTo(all);
      for (int i = 0; i < 200; i++) {
        int from = random.nextInt(all.length);
        int length = random.nextInt(all.length - from);
        assertThat(kept.read(7, from, length))
            .as(Seed.text())
            .isEqualTo(Arrays.copyOfRange(all, from, from + length));
        assertThat(kept.line(7, from)).isEqualTo(1 + Lines.count(all, 0, from));
      }
      assertThat(kept.line(8, 50)).isZero();
      assertThatThrownBy(() -> kept.read(7, all.length - 1, 2)).isInstanceOf(CaseException.class);
      assertThatThrownBy(() -> kept.read(9, 0, 1)).isInstanceOf(CaseException.class);
    }
  }

  @Test
  void forgetsWhatWasDiscarded() throws IOException {
    try (RecordStore store = RecordStore.create(temp, 0)) {
      byte[] all = store(store);
      store.renumber(7, 9);
      store.discard(8);
      store.commit();
      try (KeptRecords kept = KeptRecords.open(temp, List.of(0))) {
        assertThat(kept.size(7)).isZero();
        assertThat(kept.size(8)).isZero();
        assertThat(kept.read(9, 0, all.length)).isEqualTo(all);
      }
    }
  }

  @Test
  void tellsDamage() throws IOException {
    byte[] all;
    try (RecordStore store = RecordStore.create(temp, 0)) {
      all = store(store);
    }
    int untold = 0;
    Path data = RecordStore.dataFile(temp, 0);
    byte[] bytes = Files.readAllBytes(data);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(data, damaged);
      try (KeptRecords kept = KeptRecords.open(temp, List.of(0))) {
        // A frame's header has a bit that no one reads: then what comes back must be right.
        assertThat(kept.read(7, 0, all.length)).as(Seed.text()).isEqualTo(all);
        assertThat(kept.read(8, 0, 100)).hasSize(100);
        untold++;
      } catch (CaseException told) {
        assertThat(told).hasMessageContaining("000000.zst");
      }
    }
    assertThat(untold).as(Seed.text()).isLessThan(5);
    Path blocks = RecordStore.blocksFile(temp, 0);
    byte[] list = Files.readAllBytes(blocks);
    list[random.nextInt(list.length)] ^= 1;
    Files.write(blocks, list);
    assertThatThrownBy(() -> KeptRecords.open(temp, List.of(0))).isInstanceOf(CaseException.class);
  }
}
