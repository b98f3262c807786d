package dwell.evidence;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952), all members of a file, and gives every byte that could be inflated
 * before a damage: {@link java.util.zip.GZIPInputStream} loses what it inflated in the call that
 * met the damage, cannot tell where in the file it is, and passes over what follows the last
 * member.
 *
 * <p>A wrong checksum is told and the next member still read; a damage of the data itself ends the
 * stream, as nothing says where the next member begins.
 */
final class GzipStream extends InputStream {
  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  private final InputStream stored;
  private final Damages damages;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[128 << 10];
  private final byte[] one = new byte[1];
  private int at;
  private int limit;
  private long before;
  private boolean inMember;
  private boolean ended;

  /** Told of damages: the place in the stored file, and what is wrong there. */
  @FunctionalInterface
  interface Damages {
    void damage(long storedOffset, String cause);
  }

  GzipStream(InputStream stored, Damages damages) {
    this.stored = stored;
    this.damages = damages;
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        if (!inMember && !beginMember()) {
          break;
        }
        int n = inflate(bytes, from, length);
        if (n > 0) {
          return n;
        }
      }
    } catch (EOFException e) {
      end(position(), "the compressed file ends before its data does: it was cut");
    }
    return -1;
  }

  private int inflate(byte[] bytes, int from, int length) throws IOException {
    while (true) {
      long produced = inflater.getBytesWritten();
      int n;
      try {
        n = inflater.inflate(bytes, from, length);
      } catch (DataFormatException e) {
        n = (int) (inflater.getBytesWritten() - produced);
        end(
            position() - inflater.getRemaining(),
            "the compressed data is damaged here; what follows cannot be read");
      }
      if (n > 0) {
        crc.update(bytes, from, n);
        return n;
      }
      if (ended) {
        return 0;
      }
      if (inflater.finished()) {
        endMember();
        return 0;
      }
      if (inflater.needsDictionary()) {
        end(
            position() - inflater.getRemaining(),
            "the compressed data asks for a dictionary that gzip does not have");
        return 0;
      }
      if (at == limit) {
        fill();
      }
      inflater.setInput(buffer, at, limit - at);
      at = limit;
    }
  }

  /** Reads a member's header; false where the file ends instead. */
  private boolean beginMember() throws IOException {
    long start = position();
    int first = next();
    if (first < 0) {
      ended = true;
      return false;
    }
    int second = first == 0x1F ? next() : -1;
    if (first != 0x1F || second != 0x8B || require() != 8) {
      if (first != 0 || !onlyZeros()) {
        end(start, "what follows the compressed data is not compressed data, and was not read");
      }
      ended = true;
      return false;
    }
    int flags = require();
    skip(6);
    if ((flags & FEXTRA) != 0) {
      int low = require();
      skip(low | require() << 8);
    }
    if ((flags & FNAME) != 0) {
      skipText();
    }
    if ((flags & FCOMMENT) != 0) {
      skipText();
    }
    if ((flags & FHCRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    at -= inflater.getRemaining();
    inMember = false;
    long place = position();
    long sum = number();
    long size = number();
    if (sum != crc.getValue()) {
      damages.damage(place, "the checksum of the compressed data does not fit what was read");
    } else if (size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      damages.damage(place, "the length kept with the compressed data does not fit what was read");
    }
  }

  /** Padding of tapes and block devices, which gzip(1) ignores too. */
  private boolean onlyZeros() throws IOException {
    int b;
    do {
      b = next();
    } while (b == 0);
    return b < 0;
  }

  private void end(long place, String cause) {
    if (!ended) {
      ended = true;
      damages.damage(place, cause);
    }
  }

  /** The place in the stored file of the next byte that was not taken. */
  private long position() {
    return before + at;
  }

  private long number() throws IOException {
    return require() | require() << 8 | require() << 16 | (long) require() << 24;
  }

  private void skipText() throws IOException {
    int b;
    do {
      b = require();
    } while (b != 0);
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      var unused = require();
    }
  }

  private int require() throws IOException {
    int b = next();
    if (b < 0) {
      throw new EOFException();
    }
    return b;
  }

  private int next() throws IOException {
    if (at == limit && !more()) {
      return -1;
    }
    return buffer[at++] & 0xFF;
  }

  private void fill() throws IOException {
    if (!more()) {
      throw new EOFException();
    }
  }

  private boolean more() throws IOException {
    before += limit;
    at = 0;
    limit = 0;
    int n = stored.read(buffer, 0, buffer.length);
    if (n > 0) {
      limit = n;
    }
    return n > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    stored.close();
  }
}
