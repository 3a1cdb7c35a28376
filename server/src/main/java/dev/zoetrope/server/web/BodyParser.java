package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a body into a tree: JSON, a form or multipart parts, told apart by the media type (B-012).
 */
public final class BodyParser {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  private BodyParser() {}

  /**
   * What a body says.
   *
   * @param tree the members; of a form under the names they were sent with, each a text or, when
   *     the name was sent more than once, a list of texts
   * @param form whether every value arrived as text
   */
  public record Parsed(ObjectNode tree, boolean form) {}

  /**
   * Reads the members of a body. An empty body has none, whatever it says it is.
   *
   * @param contentType the Content-Type header or null; without one, what looks like JSON is JSON
   * @throws ApiException 400 when it cannot be read, 415 when the media type is none of the three
   */
  public static Parsed parse(String contentType, byte[] bytes) {
    if (bytes.length == 0) {
      return new Parsed(JsonNodeFactory.instance.objectNode(), false);
    }
    String given = contentType == null ? "" : contentType.strip();
    String mediaType = given.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (mediaType.equals("application/json") || (given.isEmpty() && looksLikeJson(bytes))) {
      return new Parsed(JsonBody.read(bytes, charset(given)), false);
    }
    if (mediaType.equals("application/x-www-form-urlencoded")) {
      return new Parsed(FormBody.urlEncoded(bytes, charset(given)), true);
    }
    if (mediaType.equals("multipart/form-data")) {
      return new Parsed(FormBody.multipart(given, bytes), true);
    }
    throw ApiException.of(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        "Unsupported media type \"%s\" in request.".formatted(given));
  }

  private static boolean looksLikeJson(byte[] bytes) {
    for (byte b : bytes) {
      if (b > ' ') {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  private static Charset charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // As upstream: a charset nobody knows is not there.
      return StandardCharsets.UTF_8;
    }
  }
}
