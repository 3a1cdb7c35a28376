package dev.zoetrope.server.recordings.derive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The bytes in which {@link RecordingFacts} are stored: a version, then variable-length numbers,
 * times as differences.
 */
public final class FactsCodec {
  private static final int VERSION = 1;
  private static final int COUNTS = 9;

  private FactsCodec() {}

  /** The stored form. */
  public static byte[] encode(RecordingFacts facts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeVar(out, facts.start());
      writeVar(out, facts.end() - facts.start());
      for (long count : facts.counts().toArray()) {
        writeVar(out, count);
      }
      writeVar(out, facts.visits().size());
      for (PageVisit visit : facts.visits()) {
        writeText(out, visit.url());
        writeVar(out, visit.timestamp());
        writeUuid(out, visit.item());
        writeVar(out, visit.position());
      }
      writeTimes(out, facts.timeline().chains());
      writeTimes(out, facts.timeline().inactive());
      Origin origin = facts.origin();
      writeVar(out, origin.firstTimestamp());
      writeUuid(out, origin.item());
      writeText(out, origin.distinctId());
      writeText(out, origin.source());
      writeText(out, origin.library());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The facts behind the stored form. */
  public static RecordingFacts decode(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalStateException("facts of unknown version " + version);
      }
      long start = readVar(in);
      long end = start + readVar(in);
      long[] counts = new long[COUNTS];
      for (int i = 0; i < COUNTS; i++) {
        counts[i] = readVar(in);
      }
      List<PageVisit> visits = new ArrayList<>();
      for (long left = readVar(in); left > 0; left--) {
        visits.add(new PageVisit(readText(in), readVar(in), readUuid(in), (int) readVar(in)));
      }
      ActivityTimeline timeline = ActivityTimeline.restore(readTimes(in), readTimes(in));
      Origin origin =
          new Origin(readVar(in), readUuid(in), readText(in), readText(in), readText(in));
      return new RecordingFacts(
          start, end, Counts.ofArray(counts), List.copyOf(visits), timeline, origin);
    } catch (IOException e) {
      throw new UncheckedIOException("stored facts are cut short", e);
    }
  }

  private static void writeTimes(DataOutputStream out, long[] times) throws IOException {
    writeVar(out, times.length);
    long before = 0;
    for (long time : times) {
      writeVar(out, time - before);
      before = time;
    }
  }

  private static long[] readTimes(DataInputStream in) throws IOException {
    long[] times = new long[(int) readVar(in)];
    long before = 0;
    for (int i = 0; i < times.length; i++) {
      before += readVar(in);
      times[i] = before;
    }
    return times;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeVar(out, utf8.length);
    out.write(utf8);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes((int) readVar(in)), StandardCharsets.UTF_8);
  }

  private static void writeUuid(DataOutputStream out, UUID uuid) throws IOException {
    out.writeLong(uuid.getMostSignificantBits());
    out.writeLong(uuid.getLeastSignificantBits());
  }

  private static UUID readUuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  /** Seven bits a byte, lowest first; negative numbers take ten bytes. */
  private static void writeVar(DataOutputStream out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static long readVar(DataInputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
  }
}
