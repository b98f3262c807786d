package dwell.format.journal;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Writes a journal file as systemd's journal-def.h lays it out: header, hash tables, then for each
 * entry the data that is new with it, and the entry. What no reader in file order needs (hashes,
 * chains) stays zero.
 */
final class JournalBytes {
  /** How data is packed; the ordinal's flag is that of the object header. */
  enum Packing {
    NONE(0),
    XZ(1),
    LZ4(2),
    ZSTD(4);

    final int flag;

    Packing(int flag) {
      this.flag = flag;
    }
  }

  static final int HEADER = 264;

  private final boolean compact;
  private final Packing packing;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Long> data = new LinkedHashMap<>();

  /** Where each entry object begins. */
  final List<Integer> entries = new ArrayList<>();

  private long tail;

  JournalBytes(boolean compact, Packing packing) {
    this.compact = compact;
    this.packing = packing;
    out.writeBytes(new byte[HEADER]);
    object(4, 0, new byte[16 * 8]);
    object(5, 0, new byte[16 * 4]);
  }

  /** Adds an entry of {@code NAME=value} fields. */
  JournalBytes entry(long micros, String... fields) {
    List<Long> items = new ArrayList<>();
    for (String field : fields) {
      items.add(data.computeIfAbsent(field, this::data));
    }
    ByteBuffer body = little(48 + items.size() * (compact ? 4 : 16));
    body.putLong(entries.size() + 1L).putLong(micros).putLong(7).position(48);
    for (long item : items) {
      if (compact) {
        body.putInt((int) item);
      } else {
        body.putLong(item).putLong(0);
      }
    }
    entries.add(out.size());
    object(3, 0, body.array());
    return this;
  }

  private long data(String field) {
    byte[] value = packed(field.getBytes(StandardCharsets.UTF_8));
    ByteBuffer body = little((compact ? 56 : 48) + value.length);
    body.position(compact ? 56 : 48);
    body.put(value);
    return object(1, packing.flag, body.array());
  }

  private byte[] packed(byte[] value) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      switch (packing) {
        case NONE -> packed.writeBytes(value);
        case ZSTD -> packed.writeBytes(Zstd.compress(value));
        case LZ4 -> {
          packed.writeBytes(little(8).putLong(value.length).array());
          try (OutputStream lz4 = new BlockLZ4CompressorOutputStream(packed)) {
            lz4.write(value);
          }
        }
        case XZ -> {
          try (OutputStream xz = new XZOutputStream(packed, new LZMA2Options(0))) {
            xz.write(value);
          }
        }
      }
      return packed.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private long object(int type, int flags, byte[] body) {
    tail = out.size();
    ByteBuffer head = little(16);
    head.put((byte) type).put((byte) flags).position(8);
    head.putLong(16 + body.length);
    out.writeBytes(head.array());
    out.writeBytes(body);
    out.writeBytes(new byte[-body.length & 7]);
    return tail;
  }

  /** The file, with so many zero bytes behind its last object, which journald keeps for growth. */
  byte[] file(int free) {
    out.writeBytes(new byte[free]);
    byte[] file = out.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header.put(JournalHeader.SIGNATURE);
    header.putInt(12, compact ? 1 << 4 : 0);
    header.putLong(88, HEADER).putLong(96, file.length - HEADER);
    header.putLong(104, HEADER + 16).putLong(112, 16 * 8);
    header.putLong(120, HEADER + 16 + 16 * 8 + 16).putLong(128, 16 * 4);
    header.putLong(136, tail).putLong(152, entries.size());
    return file;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
