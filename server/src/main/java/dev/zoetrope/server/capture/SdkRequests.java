package dev.zoetrope.server.capture;

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
import java.util.regex.Pattern;

/**
 * Takes path prefixes off capture's addresses before the router sees them, so that the router knows
 * exactly the addresses of the contract (B-104), and the Accept header, so that it never turns an
 * event away for it (B-101).
 */
@Singleton
class SdkRequests implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final CapturePaths paths;

  SdkRequests(CapturePaths paths) {
    this.paths = paths;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(new Customizer(new Handler(paths), null));
    return registry;
  }

  private record Customizer(Handler handler, Channel channel) implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel child, ChannelRole role) {
      return new Customizer(handler, child);
    }

    @Override
    public void onStreamPipelineBuilt() {
      channel
          .pipeline()
          .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "sdk-requests", handler);
    }
  }

  @Sharable
  private static final class Handler extends ChannelInboundHandlerAdapter {
    private static final String PROBLEM = "application/problem+json";
    private final CapturePaths paths;

    private Handler(CapturePaths paths) {
      this.paths = paths;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        paths.withoutPrefix(request.uri()).ifPresent(request::setUri);
        if (paths.isCapture(CapturePaths.path(request.uri()))) {
          // A pixel accepts images only; what it gets has the one form that there is, or a
          // problem's.
          String accept = request.headers().get(HttpHeaderNames.ACCEPT, "");
          request.headers().remove(HttpHeaderNames.ACCEPT);
          if (accept.contains(PROBLEM)) {
            request.headers().set(HttpHeaderNames.ACCEPT, PROBLEM + ", */*");
          }
          // A stray percent sign in a parameter that nobody reads is noise, not an error.
          request.setUri(STRAY_PERCENT.matcher(request.uri()).replaceAll("%25"));
        }
      }
      context.fireChannelRead(message);
    }
  }
}
