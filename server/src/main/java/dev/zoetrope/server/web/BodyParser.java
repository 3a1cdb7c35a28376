package dev.zoetrope.server.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a body into a tree: JSON, a form or multipart parts, told apart by the media type (B-012).
 */
public final class BodyParser {
  private static final Pattern INDEXED = Pattern.compile("(.+)\\[\\d*]");
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(500).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private BodyParser() {}

  /**
   * What a body says.
   *
   * @param tree the members
   * @param form whether every value arrived as text
   */
  public record Parsed(ObjectNode tree, boolean form) {}

  /**
   * Reads the members of a body.
   *
   * @param contentType the Content-Type header or null
   * @throws ApiException 400 when it cannot be read, 415 when the media type is none of the three
   */
  public static Parsed parse(String contentType, byte[] bytes) {
    String mediaType = mediaType(contentType);
    if (mediaType.equals("application/x-www-form-urlencoded")
        || mediaType.equals("multipart/form-data")) {
      return new Parsed(form(contentType, bytes), true);
    }
    if (bytes.length == 0) {
      return new Parsed(JsonNodeFactory.instance.objectNode(), false);
    }
    if (mediaType.equals("application/json") || mediaType.isEmpty()) {
      return new Parsed(json(bytes), false);
    }
    throw ApiException.of(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        "Unsupported media type \"%s\" in request.".formatted(contentType));
  }

  private static String mediaType(String contentType) {
    return contentType == null
        ? ""
        : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode json(byte[] bytes) {
    String text = utf8(bytes);
    if (text.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw parseError(e);
    }
    if (!(tree instanceof ObjectNode object)) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT,
          "Invalid data. Expected a dictionary, but got %s.".formatted(PythonNames.of(tree)));
    }
    return object;
  }

  private static ApiException parseError(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String reason =
        e.getOriginalMessage() != null && e.getOriginalMessage().contains("Trailing token")
            ? "Extra data"
            : "Expecting value";
    return ApiException.of(
        ErrorCode.PARSE_ERROR,
        at == null
            ? "JSON parse error - " + reason
            : "JSON parse error - %s: line %d column %d (char %d)"
                .formatted(
                    reason,
                    at.getLineNr(),
                    Math.max(1, at.getColumnNr() - 1),
                    Math.max(0, at.getCharOffset() - 1)));
  }

  private static String utf8(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw ApiException.of(
          ErrorCode.PARSE_ERROR, "JSON parse error - the body is not valid UTF-8");
    }
  }

  private static ObjectNode form(String contentType, byte[] bytes) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(bytes));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    HttpPostRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostRequestDecoder(
              new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8);
      for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
        if (data instanceof Attribute attribute) {
          add(tree, attribute.getName(), attribute.getValue());
        }
      }
      return tree;
    } catch (IOException | RuntimeException e) {
      throw ApiException.of(ErrorCode.PARSE_ERROR, "Form parse error - the body is malformed");
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }

  /**
   * A name given twice, or with an index, makes a list; the schema decides later what was meant.
   */
  private static void add(ObjectNode tree, String name, String value) {
    Matcher indexed = INDEXED.matcher(name);
    String key = indexed.matches() ? indexed.group(1) : name;
    JsonNode before = tree.get(key);
    if (before instanceof ArrayNode list) {
      list.add(value);
    } else if (before != null) {
      tree.putArray(key).add(before).add(value);
    } else if (indexed.matches()) {
      tree.putArray(key).add(value);
    } else {
      tree.put(key, value);
    }
  }
}
