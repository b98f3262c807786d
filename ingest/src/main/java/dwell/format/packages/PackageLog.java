package dwell.format.packages;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.LineParser;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Ascii;
import dwell.time.RowClock;
import dwell.time.YearInference;

/**
 * The logs of package managers that write a line for each step. Lines without a stamp are the
 * output of what the line before tells.
 */
public final class PackageLog implements LogFormat {
  private final String id;
  private final String title;
  private final String recognisedBy;
  private final int least;
  private final Dialect dialect;

  private PackageLog(String id, String title, String recognisedBy, int least, Dialect dialect) {
    this.id = id;
    this.title = title;
    this.recognisedBy = recognisedBy;
    this.least = least;
    this.dialect = dialect;
  }

  public static PackageLog dpkg() {
    String form = "lines of a stamp and dpkg's words: install, upgrade, status, startup, …";
    return new PackageLog("dpkg", "dpkg.log", form, 60, new DpkgLines());
  }

  public static PackageLog yum() {
    String form = "lines of a stamp, Installed:, Updated: or Erased:, and a package";
    return new PackageLog("yum", "yum.log", form, 60, new YumLines());
  }

  public static PackageLog dnf() {
    String form = "lines of a stamp with its zone and a level of dnf's; a command, or packages";
    return new PackageLog("dnf", "dnf.log, dnf.rpm.log and dnf5.log", form, 20, new DnfLines());
  }

  public static PackageLog zypp() {
    String form = "lines of a stamp, an action of zypp's, and its parts behind bars";
    return new PackageLog("zypp", "zypp/history", form, 60, new ZyppLines());
  }

  public static PackageLog pacman() {
    String form = "lines of a stamp in brackets and [ALPM], [PACMAN], or installed, upgraded, …";
    return new PackageLog("pacman", "pacman.log", form, 60, new PacmanLines());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String recognisedBy() {
    return recognisedBy;
  }

  @Override
  public int recognise(Sample sample) {
    PackageLine line = new PackageLine();
    int[] sure = new int[1];
    int share =
        LineSample.share(
            sample,
            (b, from, to) -> {
              line.clear(from);
              boolean fits = dialect.read(b, from, to, line);
              sure[0] += fits && line.sure ? 1 : 0;
              return fits;
            });
    return share < least || sure[0] == 0 ? 0 : 60 + share * 35 / 100;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private final class Parser extends LineParser {
    private final PackageLine line = new PackageLine();
    private final byte[] program = Ascii.bytes(id);
    private final byte[] shape = Ascii.bytes("package/" + id);
    private final FreeText text;
    private final RowClock clock;
    private final ArtifactHost host;
    private final YearInference years;

    Parser(ParseContext context) {
      text = new FreeText(context);
      clock = new RowClock(context.clock());
      host = new ArtifactHost(context);
      years = context.years();
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      batch.dataset(Dataset.PACKAGE);
      batch.keyword(Field.PROCESS, program, 0, program.length);
      FreeText.flags(b, from, to, batch);
      line.clear(from);
      if (from == to || !dialect.read(b, from, to, line)) {
        batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
        text.unknown(b, from, to, batch);
        return;
      }
      time(batch);
      batch.keyword(Field.SHAPE, shape, 0, shape.length);
      batch.action(line.action);
      batch.outcome(line.outcome);
      batch.text(Field.MESSAGE, line.messageFrom, to, TextCoding.RAW);
      batch.words(b, line.messageFrom, to);
      if (line.commandTo > line.commandFrom) {
        batch.text(Field.COMMAND_LINE, line.commandFrom, line.commandTo, TextCoding.RAW);
      }
      if (line.userTo > line.userFrom) {
        batch.keyword(Field.USER, b, line.userFrom, line.userTo);
      }
      if (line.pid >= 0) {
        batch.number(Field.PID, line.pid);
      }
    }

    private void time(EventBatch batch) {
      if (line.stampTo > line.stampFrom
          && clock.set(batch, line.stamp, years.complete(line.stamp))) {
        batch.text(Field.TIME_ORIGINAL, line.stampFrom, line.stampTo, TextCoding.RAW);
        if (line.error > 0) {
          batch.number(Field.TIME_ERROR, line.error);
        }
      }
    }

    @Override
    protected void piece(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      batch.dataset(Dataset.PACKAGE);
      super.piece(b, from, to, batch);
    }
  }
}
