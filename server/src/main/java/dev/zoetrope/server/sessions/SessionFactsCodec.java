package dev.zoetrope.server.sessions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The bytes in which {@link SessionFacts} are stored: a version, times and counts, then the
 * statements, each with the number of its event, which is written at its first use.
 */
final class SessionFactsCodec {
  private static final int VERSION = 1;

  private SessionFactsCodec() {}

  static byte[] encode(SessionFacts facts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(facts.start());
      out.writeLong(facts.end());
      out.writeLong(facts.pageviews());
      out.writeLong(facts.autocaptures());
      out.writeLong(facts.screens());
      List<UUID> events = new ArrayList<>();
      out.writeByte(facts.statements().size());
      for (Map.Entry<SessionFact, Statement> entry : facts.statements().entrySet()) {
        Statement said = entry.getValue();
        out.writeUTF(entry.getKey().name());
        out.writeLong(said.place());
        int number = events.indexOf(said.event());
        out.writeByte(number < 0 ? events.size() : number);
        if (number < 0) {
          events.add(said.event());
          out.writeLong(said.event().getMostSignificantBits());
          out.writeLong(said.event().getLeastSignificantBits());
        }
        out.writeUTF(said.value());
      }
      out.writeByte(facts.urls().size());
      for (long url : facts.urls()) {
        out.writeLong(url);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static SessionFacts decode(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalStateException("session facts of unknown version " + version);
      }
      long start = in.readLong();
      long end = in.readLong();
      long pageviews = in.readLong();
      long autocaptures = in.readLong();
      long screens = in.readLong();
      return new SessionFacts(
          start, end, pageviews, autocaptures, screens, statements(in), urls(in));
    } catch (IOException e) {
      throw new UncheckedIOException("stored session facts are cut short", e);
    }
  }

  private static Map<SessionFact, Statement> statements(DataInputStream in) throws IOException {
    Map<SessionFact, Statement> statements = new EnumMap<>(SessionFact.class);
    List<UUID> events = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      SessionFact fact = SessionFact.valueOf(in.readUTF());
      long place = in.readLong();
      int number = in.readUnsignedByte();
      if (number == events.size()) {
        events.add(new UUID(in.readLong(), in.readLong()));
      }
      statements.put(fact, new Statement(place, events.get(number), in.readUTF()));
    }
    return statements;
  }

  private static SortedSet<Long> urls(DataInputStream in) throws IOException {
    SortedSet<Long> urls = new TreeSet<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      urls.add(in.readLong());
    }
    return urls;
  }
}
