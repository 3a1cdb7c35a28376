package dev.zoetrope.server.web;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.HexFormat;

/**
 * Reads requests the way upstream does where the framework would refuse them before anybody can
 * tell it otherwise. Who accepts nothing but {@code application/problem+json} says how refusals are
 * to look, and takes whatever the operation has to give (B-010). Characters that do not belong into
 * an address as they are, such as the braces and quotes of JSON, count as if they were encoded
 * (B-023).
 */
@Singleton
class RequestRepairs implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(new Customizer(null));
    return registry;
  }

  private record Customizer(Channel channel) implements NettyServerCustomizer {
    private static final Handler HANDLER = new Handler();

    @Override
    public NettyServerCustomizer specializeForChannel(Channel child, ChannelRole role) {
      return new Customizer(child);
    }

    @Override
    public void onStreamPipelineBuilt() {
      channel
          .pipeline()
          .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "repairs", HANDLER);
    }
  }

  @Sharable
  private static final class Handler extends ChannelInboundHandlerAdapter {
    private static final String MISPLACED = "{}\"|\\^<>`";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        String accept = request.headers().get(HttpHeaderNames.ACCEPT);
        if (accept != null
            && accept.strip().startsWith(ErrorAnswers.PROBLEM)
            && !accept.contains(",")) {
          request.headers().set(HttpHeaderNames.ACCEPT, accept + ", */*;q=0.1");
        }
        if (request.uri().startsWith("/")) {
          request.setUri(encoded(request.uri()));
        }
      }
      context.fireChannelRead(message);
    }

    /** The codec reads each byte as one character. */
    private static String encoded(String uri) {
      StringBuilder encoded = null;
      for (int i = 0; i < uri.length(); i++) {
        char c = uri.charAt(i);
        if (c > '~' || MISPLACED.indexOf(c) >= 0) {
          if (encoded == null) {
            encoded = new StringBuilder(uri.length() + 32).append(uri, 0, i);
          }
          encoded.append('%').append(HEX.toHexDigits((byte) c));
        } else if (encoded != null) {
          encoded.append(c);
        }
      }
      return encoded == null ? uri : encoded.toString();
    }
  }
}
