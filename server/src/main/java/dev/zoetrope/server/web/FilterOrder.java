package dev.zoetrope.server.web;

import io.micronaut.core.order.Ordered;

/** The way of a request through the filters, outermost first. */
public final class FilterOrder {
  /** Request id, headers of every answer, the line in the log. */
  public static final int EXCHANGE = Ordered.HIGHEST_PRECEDENCE;

  /** Who asks and whether they may. */
  public static final int AUTHENTICATION = 0;

  /** How often they may. */
  public static final int RATE = 100;

  /** What they send. */
  public static final int BODY = 1000;

  private FilterOrder() {}
}
