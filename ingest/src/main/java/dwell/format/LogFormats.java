package dwell.format;

import dwell.format.audit.AuditJsonLog;
import dwell.format.audit.AuditLog;
import dwell.format.container.ContainerLog;
import dwell.format.journal.JournalExport;
import dwell.format.journal.JournalFile;
import dwell.format.journal.JournalJson;
import dwell.format.mongodb.MongoAudit;
import dwell.format.mongodb.MongoLog;
import dwell.format.mysql.AuditFile;
import dwell.format.mysql.ErrorLog;
import dwell.format.mysql.GeneralLog;
import dwell.format.mysql.ServerAuditLog;
import dwell.format.mysql.SlowLog;
import dwell.format.packages.PackageLog;
import dwell.format.packages.TransactionLog;
import dwell.format.postgresql.CsvLog;
import dwell.format.postgresql.JsonLog;
import dwell.format.postgresql.TextLog;
import dwell.format.shell.LibeditHistory;
import dwell.format.shell.ReadlineHistory;
import dwell.format.shell.ZshHistory;
import dwell.format.syslog.FramedSyslog;
import dwell.format.syslog.SyslogFormat;
import dwell.format.text.BinaryFormat;
import dwell.format.text.JsonLines;
import dwell.format.text.TextFormat;
import dwell.format.utmp.LastlogDatabase;
import dwell.format.utmp.LastlogFormat;
import dwell.format.utmp.UtmpFormat;
import dwell.format.utmp.WtmpDatabase;
import dwell.format.web.AccessFormat;
import dwell.format.web.ErrorFormat;
import dwell.format.web.JsonAccessLog;
import dwell.format.web.SquidLog;
import dwell.format.web.W3cLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry of formats. The order decides between formats that are equally sure of a file. */
public final class LogFormats {
  private static final List<LogFormat> ALL =
      List.of(
          new AuditLog(),
          new AuditJsonLog(),
          new JournalFile(),
          new JournalExport(),
          new JournalJson(),
          new ContainerLog(),
          new GeneralLog(),
          new ServerAuditLog(),
          AuditFile.xml(),
          AuditFile.json(),
          AuditFile.csv(),
          new SlowLog(),
          new ErrorLog(),
          new CsvLog(),
          new JsonLog(),
          new TextLog(),
          new MongoLog(),
          new MongoAudit(),
          new SyslogFormat(),
          new FramedSyslog(),
          new AccessFormat(),
          new ErrorFormat(),
          new JsonAccessLog(),
          new SquidLog(),
          new W3cLog(),
          PackageLog.dpkg(),
          TransactionLog.apt(),
          PackageLog.yum(),
          PackageLog.dnf(),
          PackageLog.zypp(),
          PackageLog.pacman(),
          TransactionLog.apk(),
          new LibeditHistory(),
          new ZshHistory(),
          new ReadlineHistory(),
          UtmpFormat.wtmp(),
          UtmpFormat.btmp(),
          UtmpFormat.wideWtmp(),
          UtmpFormat.wideBtmp(),
          UtmpFormat.bigWtmp(),
          UtmpFormat.bigBtmp(),
          LastlogFormat.narrow(),
          LastlogFormat.wide(),
          LastlogFormat.big(),
          new WtmpDatabase(),
          new LastlogDatabase(),
          new JsonLines(),
          new TextFormat(),
          new BinaryFormat());

  private LogFormats() {}

  /** All formats, in order. */
  public static List<LogFormat> all() {
    return ALL;
  }

  /** The format that is surest of the sample, or null where none is. */
  public static @Nullable LogFormat recognise(Sample sample) {
    LogFormat best = null;
    int surest = 0;
    for (LogFormat format : ALL) {
      int sure = format.recognise(sample);
      if (sure > surest) {
        best = format;
        surest = sure;
      }
    }
    return best;
  }
}
