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

/**
 * Who accepts nothing but {@code application/problem+json} says how refusals are to look, and takes
 * whatever the operation has to give (B-010). The router would refuse before anybody can tell it
 * so.
 */
@Singleton
class ProblemRequests implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
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
          .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "problems", HANDLER);
    }
  }

  @Sharable
  private static final class Handler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        String accept = request.headers().get(HttpHeaderNames.ACCEPT);
        if (accept != null
            && accept.strip().startsWith(ErrorAnswers.PROBLEM)
            && !accept.contains(",")) {
          request.headers().set(HttpHeaderNames.ACCEPT, accept + ", */*;q=0.1");
        }
      }
      context.fireChannelRead(message);
    }
  }
}
