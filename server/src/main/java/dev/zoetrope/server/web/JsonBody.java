package dev.zoetrope.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;

/**
 * A JSON body as a tree, refused with upstream's texts where it is none (contract reference 1.4).
 */
final class JsonBody {
  /** Deeper than anybody writes by hand, shallow enough to walk recursively. */
  private static final int MAX_DEPTH = 500;

  static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonBody() {}

  static ObjectNode read(byte[] bytes, Charset charset) {
    String text = decode(bytes, charset);
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
      // Numbers beyond all measure are refused by the runtime, not by the parser.
      throw parseError(PythonJsonErrors.find(text).orElse("the document is too deep or too long"));
    }
    if (tree.isMissingNode()) {
      throw parseError(PythonJsonErrors.find(text).orElse("Expecting value"));
    }
    if (tree.isNull()) {
      throw ApiException.of(ErrorCode.NULL, "No data provided");
    }
    if (!(tree instanceof ObjectNode object)) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT,
          "Invalid data. Expected a dictionary, but got %s.".formatted(PythonText.typeOf(tree)));
    }
    return object;
  }

  private static ApiException parseError(String reason) {
    return ApiException.of(ErrorCode.PARSE_ERROR, "JSON parse error - " + reason);
  }

  private static String decode(byte[] bytes, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out =
        CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw parseError(
          "'%s' codec can't decode byte 0x%02x in position %d: %s"
              .formatted(
                  charset.name().toLowerCase(Locale.ROOT),
                  bytes[in.position()],
                  in.position(),
                  reason(bytes, in.position())));
    }
    decoder.flush(out);
    String text = out.flip().toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String reason(byte[] bytes, int at) {
    int lead = bytes[at] & 0xff;
    if (lead < 0xc2 || lead > 0xf4) {
      return "invalid start byte";
    }
    int end = at + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
    for (int i = at + 1; i < bytes.length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return "invalid continuation byte";
      }
    }
    return end > bytes.length ? "unexpected end of data" : "invalid continuation byte";
  }
}
