package dwell.format.text;

import dwell.event.EventBatch;
import dwell.format.ArtifactHost;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Chunk;
import dwell.record.RecordCutter;

/**
 * Bytes that are no text and of no known format: a message without words for each block of 1 MiB,
 * so that every byte of the evidence has its place.
 */
public final class BinaryFormat implements LogFormat {
  private static final int BLOCK = 1 << 20;

  @Override
  public String id() {
    return "binary";
  }

  @Override
  public String title() {
    return "bytes of no known format";
  }

  @Override
  public String recognisedBy() {
    return "no other format knows it";
  }

  @Override
  public int recognise(Sample sample) {
    return 1;
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public boolean lines() {
    return false;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return (bytes, from, to, end) -> end ? to : to - (to - from) % BLOCK;
  }

  @Override
  public LogParser parser(ParseContext context) {
    ArtifactHost host = new ArtifactHost(context);
    return (chunk, batch) -> parse(chunk, batch, host);
  }

  private static void parse(Chunk chunk, EventBatch batch, ArtifactHost host) {
    for (int at = 0; at < chunk.to(); at += BLOCK) {
      batch.next(at, Math.min(at + BLOCK, chunk.to()), 0, 0);
      host.set(batch);
    }
  }
}
