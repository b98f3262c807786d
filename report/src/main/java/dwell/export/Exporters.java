package dwell.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every form, in the order in which they are listed. Nothing is found by scanning. */
public final class Exporters {
  private static final List<Exporter> ALL =
      List.of(
          new TimesketchCsv(),
          new TimesketchJsonLines(),
          new L2tCsv(),
          new Tln(),
          new BodyFile(),
          new EcsJsonLines(),
          new OcsfJsonLines(),
          new EventCsv(),
          new BlockListPlain(),
          new BlockListCidr(),
          new BlockListNftables(),
          new BlockListIpset(),
          new BlockListFail2ban(),
          new StixBundle(),
          new MispEvent(),
          new IrisTimelineCsv());

  private Exporters() {}

  public static List<Exporter> all() {
    return ALL;
  }

  /** The form of that word, or null where there is none. */
  public static @Nullable Exporter of(String id) {
    for (Exporter exporter : ALL) {
      if (exporter.id().equals(id)) {
        return exporter;
      }
    }
    return null;
  }
}
