package dwell.format.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.format.LogFormat;
import dwell.format.Reading;
import dwell.format.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalExportTest {
  private static final LogFormat FORMAT = new JournalExport();

  private static byte[] file(boolean whole) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        """
        __CURSOR=s=1;i=1
        __REALTIME_TIMESTAMP=1793693109000001
        _HOSTNAME=db7
        SYSLOG_IDENTIFIER=app
        _PID=77
        MESSAGE=plain text

        __CURSOR=s=1;i=2
        __REALTIME_TIMESTAMP=1793693110000001
        _SOURCE_REALTIME_TIMESTAMP=1793693109999999
        _COMM=app
        SYSLOG_PID=78
        """
            .getBytes(StandardCharsets.UTF_8));
    byte[] value = "two\n\n__CURSOR=lines".getBytes(StandardCharsets.UTF_8);
    out.writeBytes("MESSAGE\n".getBytes(StandardCharsets.UTF_8));
    out.write(value.length);
    out.writeBytes(new byte[7]);
    out.writeBytes(whole ? value : new byte[] {'t', 'w'});
    if (whole) {
      out.writeBytes("\n_HOSTNAME=db8\n\n".getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void anEntryIsOneRecordWhateverItsValuesHold() {
    byte[] file = file(true);
    List<Event> events =
        Reading.events(FORMAT, file, Reading.context("UTC", Optional.empty()), 1 << 20);

    assertThat(events).hasSize(2);
    assertThat(events.get(0).text(Field.MESSAGE)).isEqualTo("plain text");
    assertThat(events.get(0).number(Field.PID)).isEqualTo(77);
    Event second = events.get(1);
    assertThat(second.text(Field.MESSAGE)).isEqualTo("two\n\n__CURSOR=lines");
    assertThat(second.text(Field.HOST)).isEqualTo("db8");
    assertThat(second.text(Field.PROCESS)).isEqualTo("app");
    assertThat(second.number(Field.PID)).isEqualTo(78);
    assertThat(second.time().instant()).hasToString("2026-11-03T08:05:09.999999Z");
    for (int size = 1; size < file.length; size += 5) {
      assertThat(Reading.events(FORMAT, file, Reading.context("UTC", Optional.empty()), size))
          .isEqualTo(events);
    }
  }

  @Test
  void anEntryThatWasCutIsFlagged() {
    List<Event> events =
        Reading.events(FORMAT, file(false), Reading.context("UTC", Optional.empty()), 1 << 20);

    assertThat(events.get(1).flags()).contains(Flag.TRUNCATED);
    assertThat(events.get(1).text(Field.MESSAGE)).isEqualTo("tw");
  }

  @Test
  void isRecognisedByItsFields() {
    assertThat(FORMAT.recognise(new Sample(file(true), true, "x"))).isPositive();
    assertThat(
            FORMAT.recognise(
                new Sample("__CURSOR=s=1\n".getBytes(StandardCharsets.UTF_8), true, "x")))
        .isZero();
  }
}
