package dev.zoetrope.server.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, it takes and refuses the same texts as the parser it is made from. */
class SkippingParserTest {
  private static final long SEED = Long.getLong("zoetrope.seed", System.nanoTime());
  private static final int ROUNDS = 60_000;
  private static final JsonFactory OURS = new SkippingParser.Factory(new JsonFactoryBuilder());
  private static final JsonFactory THEIRS = new JsonFactoryBuilder().build();

  /** Bytes that make a difference, most of them more than once. */
  private static final String[] PARTS = {
    "a",
    "plain text of more than eight bytes",
    "\\\"",
    "\\\\",
    "\\n",
    "\\u00e9",
    "\\u12",
    "\\x",
    "\\u00gg",
    "\u0001",
    "\u001f",
    "\u007f",
    "é",
    "ÿ",
    "éé",
    "€",
    "\uFFFD",
    "😀",
    "\"",
    "\\",
    "\t",
    " ",
    "/",
    "{",
    "\u0080"
  };

  @Test
  void takesWhatTheOtherParserTakes() {
    Random random = new Random(SEED);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] json = text(random);
      String theirs = outcome(THEIRS, json, 1 << 20);
      String ours = outcome(OURS, json, 1 + random.nextInt(20));
      assertThat(ours)
          .as("seed %d, round %d: %s", SEED, round, new String(json, StandardCharsets.UTF_8))
          .isEqualTo(theirs);
      refused += theirs.startsWith("refused") ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }

  /** {@code ["...", 7]}, at times with a byte that does not belong there. */
  private static byte[] text(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("[\"".getBytes(StandardCharsets.UTF_8));
    boolean onlyGood = random.nextBoolean();
    for (int n = random.nextInt(30); n > 0; n--) {
      String part = PARTS[random.nextInt(PARTS.length)];
      boolean good = part.charAt(0) >= ' ' && !part.equals("\"") && !part.equals("\\");
      good &= !part.equals("\\x") && !part.equals("\\u12") && !part.equals("\\u00gg");
      if (good || (!onlyGood && random.nextInt(10) == 0)) {
        bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!onlyGood && random.nextInt(3) == 0) {
      bytes.write(random.nextInt(256));
    }
    bytes.writeBytes("\",7]".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** The number behind the text, or that there is none. */
  private static String outcome(JsonFactory factory, byte[] json, int chunk) {
    try (JsonParser parser = factory.createParser(pieces(json, chunk))) {
      StringBuilder tokens = new StringBuilder();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.append(token).append(token == JsonToken.VALUE_NUMBER_INT ? parser.getText() : "");
      }
      return tokens.toString();
    } catch (JsonProcessingException e) {
      return "refused";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes, a few at a time. */
  private static InputStream pieces(byte[] bytes, int most) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, most));
      }
    };
  }
}
