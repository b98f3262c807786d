package dwell.correlate;

import dwell.event.EventTime;
import dwell.event.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Login attempts by source. An entry of one address takes some two hundred bytes: rows of
 * primitives found by open addressing, names and event ids as codes, so that a million addresses
 * fit. Of one thread.
 */
final class AttemptTable implements Attempts {
  /**
   * Names of accounts, hosts, methods and artifacts that are kept; more accounts are not told
   * apart.
   */
  private static final int MOST_NAMES = 1 << 20;

  private final Names names = new Names();
  private int[] slots = filled(1 << 10);
  private int size;
  private long[] high = new long[512];
  private long[] low = new long[512];
  private int[] host = new int[512];
  private int[] system = new int[512];
  private long[] failures = new long[512];
  private long[] successes = new long[512];
  private long[] probes = new long[512];
  private long[] first = new long[512];
  private long[] last = new long[512];
  private EventIds firstEvent = new EventIds(512);
  private EventIds lastEvent = new EventIds(512);
  private int[] @Nullable [] accounts = new int[512][];
  private int[] @Nullable [] accountCounts = new int[512][];
  private long[] methods = new long[512];
  private final List<String> methodNames = new ArrayList<>();
  private long allFailures;
  private final byte[] address = new byte[16];

  /** What is added to the table. */
  enum What {
    FAILURE,
    SUCCESS,
    PROBE
  }

  /**
   * Counts attempts.
   *
   * @param source an address, or a host name where that is all there is
   * @param user null where none was named
   */
  void add(
      String source,
      String atHost,
      String ofSystem,
      What what,
      long count,
      @Nullable String user,
      @Nullable String method,
      long nanos,
      String event) {
    int row = row(source, atHost, ofSystem, nanos, event);
    switch (what) {
      case FAILURE -> {
        failures[row] += count;
        allFailures += count;
      }
      case SUCCESS -> successes[row] += count;
      case PROBE -> probes[row] += count;
    }
    if (nanos < first[row]) {
      first[row] = nanos;
      firstEvent.set(row, event, names);
    }
    if (nanos >= last[row]) {
      last[row] = nanos;
      lastEvent.set(row, event, names);
    }
    if (user != null && what != What.PROBE) {
      account(row, names.code(user, MOST_NAMES), (int) Math.min(count, Integer.MAX_VALUE));
    }
    if (method != null) {
      methods[row] |= methodBit(method);
    }
  }

  /** Refused attempts of one source at one door so far. */
  long failuresOf(String source, String atHost, String ofSystem) {
    int row = find(source, atHost, ofSystem);
    return row < 0 ? 0 : failures[row];
  }

  private long methodBit(String method) {
    int at = methodNames.indexOf(method);
    if (at < 0) {
      if (methodNames.size() == Long.SIZE) {
        return 0;
      }
      at = methodNames.size();
      methodNames.add(method);
    }
    return 1L << at;
  }

  private void account(int row, int code, int count) {
    if (code < 0) {
      return;
    }
    int[] codes = accounts[row];
    int[] counts = accountCounts[row];
    if (codes == null || counts == null) {
      accounts[row] = new int[] {code};
      accountCounts[row] = new int[] {count};
      return;
    }
    int least = 0;
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == code) {
        counts[i] += count;
        return;
      }
      least = counts[i] < counts[least] ? i : least;
    }
    if (codes.length < SourceAttempts.EXACT_ACCOUNTS) {
      accounts[row] = append(codes, code);
      accountCounts[row] = append(counts, count);
    } else {
      // Metwally's space-saving: the newcomer takes the place, and the count, of the least.
      codes[least] = code;
      counts[least] += count;
    }
  }

  private static int[] append(int[] array, int value) {
    int[] longer = Arrays.copyOf(array, array.length + 1);
    longer[array.length] = value;
    return longer;
  }

  private int row(String source, String atHost, String ofSystem, long nanos, String event) {
    int row = find(source, atHost, ofSystem);
    if (row >= 0) {
      return row;
    }
    if (size == high.length) {
      grow();
    }
    row = size++;
    high[row] = highOf(source);
    low[row] = lowOf(source);
    host[row] = names.code(atHost, Integer.MAX_VALUE);
    system[row] = names.code(ofSystem, Integer.MAX_VALUE);
    first[row] = nanos;
    last[row] = nanos;
    firstEvent.set(row, event, names);
    lastEvent.set(row, event, names);
    if (2 * size > slots.length) {
      slots = filled(2 * slots.length);
      for (int i = 0; i < size; i++) {
        slots[slot(high[i], low[i], host[i], system[i])] = i;
      }
    } else {
      slots[slot(high[row], low[row], host[row], system[row])] = row;
    }
    return row;
  }

  private int find(String source, String atHost, String ofSystem) {
    return slots[
        slot(
            highOf(source),
            lowOf(source),
            names.code(atHost, Integer.MAX_VALUE),
            names.code(ofSystem, Integer.MAX_VALUE))];
  }

  private int slot(long h, long l, int atHost, int ofSystem) {
    long hash = (h * 31 + l) * 0x9E3779B97F4A7C15L ^ atHost * 0xC2B2AE3D27D4EB4FL + ofSystem;
    hash ^= hash >>> 32;
    int i = (int) (hash * 0x9E3779B97F4A7C15L >>> 33) & (slots.length - 1);
    while (slots[i] >= 0) {
      int row = slots[i];
      if (high[row] == h && low[row] == l && host[row] == atHost && system[row] == ofSystem) {
        return i;
      }
      i = (i + 1) & (slots.length - 1);
    }
    return i;
  }

  /** Marks an entry of a host name: no address begins with all ones (RFC 4291, 2.7: multicast). */
  private static final long NAME = -1L;

  private long highOf(String source) {
    return parse(source) ? longAt(0) : NAME;
  }

  private long lowOf(String source) {
    return parse(source) ? longAt(8) : names.code(source, Integer.MAX_VALUE);
  }

  private boolean parse(String source) {
    byte[] parsed = IpAddress.parse(source);
    if (parsed != null) {
      System.arraycopy(parsed, 0, address, 0, 16);
    }
    return parsed != null;
  }

  private long longAt(int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = value << 8 | address[i] & 0xFF;
    }
    return value;
  }

  private void grow() {
    int n = 2 * size;
    high = Arrays.copyOf(high, n);
    low = Arrays.copyOf(low, n);
    host = Arrays.copyOf(host, n);
    system = Arrays.copyOf(system, n);
    failures = Arrays.copyOf(failures, n);
    successes = Arrays.copyOf(successes, n);
    probes = Arrays.copyOf(probes, n);
    first = Arrays.copyOf(first, n);
    last = Arrays.copyOf(last, n);
    firstEvent.grow(n);
    lastEvent.grow(n);
    accounts = Arrays.copyOf(accounts, n);
    accountCounts = Arrays.copyOf(accountCounts, n);
    methods = Arrays.copyOf(methods, n);
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, -1);
    return slots;
  }

  private String source(int row) {
    if (high[row] == NAME) {
      return names.name((int) low[row]);
    }
    byte[] sixteen = new byte[16];
    for (int i = 0; i < 8; i++) {
      sixteen[i] = (byte) (high[row] >>> (56 - 8 * i));
      sixteen[8 + i] = (byte) (low[row] >>> (56 - 8 * i));
    }
    return IpAddress.text(sixteen, 0);
  }

  private SourceAttempts entry(int row) {
    List<SourceAttempts.AccountCount> top = new ArrayList<>();
    int[] codes = accounts[row];
    int[] counts = accountCounts[row];
    for (int i = 0; codes != null && counts != null && i < codes.length; i++) {
      top.add(new SourceAttempts.AccountCount(names.name(codes[i]), counts[i]));
    }
    top.sort(
        Comparator.comparingLong(SourceAttempts.AccountCount::attempts)
            .reversed()
            .thenComparing(SourceAttempts.AccountCount::user));
    int different = top.size();
    Set<String> used = new TreeSet<>();
    for (int i = 0; i < methodNames.size(); i++) {
      if ((methods[row] >>> i & 1) != 0) {
        used.add(methodNames.get(i));
      }
    }
    return new SourceAttempts(
        source(row),
        names.name(host[row]),
        names.name(system[row]),
        failures[row],
        successes[row],
        probes[row],
        different,
        top.subList(0, Math.min(top.size(), SourceAttempts.TOP)),
        used,
        EventTime.instant(first[row]),
        EventTime.instant(last[row]),
        firstEvent.get(row, names),
        lastEvent.get(row, names));
  }

  @Override
  public List<SourceAttempts> sources() {
    List<SourceAttempts> all = new ArrayList<>(size);
    for (int row = 0; row < size; row++) {
      all.add(entry(row));
    }
    all.sort(ORDER);
    return all;
  }

  private static final Comparator<SourceAttempts> ORDER =
      Comparator.comparing(SourceAttempts::first)
          .thenComparing(SourceAttempts::ip)
          .thenComparing(SourceAttempts::host)
          .thenComparing(SourceAttempts::system);

  @Override
  public List<SourceAttempts> of(String ip) {
    long h = highOf(ip);
    long l = lowOf(ip);
    List<SourceAttempts> found = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      if (high[row] == h && low[row] == l) {
        found.add(entry(row));
      }
    }
    found.sort(ORDER);
    return found;
  }

  @Override
  public List<NetworkAttempts> networks() {
    Map<String, long[]> sums = new LinkedHashMap<>();
    Map<String, Set<String>> members = new HashMap<>();
    for (int row = 0; row < size; row++) {
      String ip = source(row);
      String network = Networks.of(ip);
      if (network == null) {
        continue;
      }
      long[] sum =
          sums.computeIfAbsent(network, _ -> new long[] {0, 0, Long.MAX_VALUE, Long.MIN_VALUE});
      sum[0] += failures[row];
      sum[1] += successes[row];
      sum[2] = Math.min(sum[2], first[row]);
      sum[3] = Math.max(sum[3], last[row]);
      members.computeIfAbsent(network, _ -> new TreeSet<>()).add(ip);
    }
    List<NetworkAttempts> all = new ArrayList<>();
    sums.forEach((network, s) -> {
      int addresses = members.getOrDefault(network, Set.of()).size();
      if (addresses > 1) {
        Instant from = EventTime.instant(s[2]);
        all.add(new NetworkAttempts(network, addresses, s[0], s[1], from, EventTime.instant(s[3])));
      }
    });
    all.sort(
        Comparator.comparingLong((NetworkAttempts n) -> -n.failures())
            .thenComparing(NetworkAttempts::network));
    return all;
  }

  @Override
  public int addresses() {
    Set<String> different = new TreeSet<>();
    for (int row = 0; row < size; row++) {
      different.add(source(row));
    }
    return different.size();
  }

  @Override
  public long failures() {
    return allFailures;
  }
}
