package dev.zoetrope.server.web;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Refuses who asks too often, after authentication and before the body, with upstream's texts
 * (B-018). People who logged in are never refused.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "zoetrope.rate.limits", value = "true")
class RateLimitFilter implements Ordered {
  private final Contract contract;
  private final RateLimits limits;

  RateLimitFilter(Contract contract, RateLimits limits) {
    this.contract = contract;
    this.limits = limits;
  }

  @Override
  public int getOrder() {
    return FilterOrder.RATE;
  }

  @RequestFilter
  void count(HttpRequest<?> request) {
    if (RateSubject.isUnlimited(request)) {
      return;
    }
    contract
        .operationOf(request)
        .filter(operation -> operation.security().contains("personalApiKey"))
        .ifPresent(operation -> count(request, operation));
  }

  private void count(HttpRequest<?> request, Contract.Operation operation) {
    long seconds = limits.admit(RateLimits.classOf(operation), RateSubject.of(request));
    if (seconds > 0) {
      throw ApiException.of(
              ErrorCode.THROTTLED,
              "Request was throttled. Expected available in %d second%s."
                  .formatted(seconds, seconds == 1 ? "" : "s"))
          .withHeader("Retry-After", Long.toString(seconds));
    }
  }
}
