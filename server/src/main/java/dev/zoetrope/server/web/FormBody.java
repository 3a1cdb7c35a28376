package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A form body as a tree of texts, under the names that were sent; which of them make a list or an
 * object only the schema knows ({@link FormFields}).
 */
final class FormBody {
  private FormBody() {}

  /** As browsers and curl send it; like upstream, a broken percent sequence is taken literally. */
  static ObjectNode urlEncoded(byte[] bytes, Charset charset) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '&') {
        int equals = start;
        while (equals < i && bytes[equals] != '=') {
          equals++;
        }
        if (i > start) {
          add(
              tree,
              decode(bytes, start, equals, charset),
              decode(bytes, Math.min(equals + 1, i), i, charset));
        }
        start = i + 1;
      }
    }
    return tree;
  }

  private static String decode(byte[] bytes, int from, int to, Charset charset) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      int high = i + 2 < to ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < to ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return out.toString(charset);
  }

  /** The text parts; files have no place in any schema and are passed over. */
  static ObjectNode multipart(String contentType, byte[] bytes) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(bytes));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8);
      for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
        if (data instanceof Attribute attribute) {
          add(tree, attribute.getName(), attribute.getValue());
        }
      }
      return tree;
    } catch (IOException | RuntimeException e) {
      throw ApiException.of(
          ErrorCode.PARSE_ERROR, "Multipart form parse error - the body is malformed");
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }

  private static void add(ObjectNode tree, String name, String value) {
    JsonNode before = tree.get(name);
    if (before == null) {
      tree.put(name, value);
    } else if (before instanceof ArrayNode list) {
      list.add(value);
    } else {
      tree.putArray(name).add(before).add(value);
    }
  }
}
