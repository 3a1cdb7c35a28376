package dev.zoetrope.server.subscriptions;

import dev.zoetrope.api.model.SubscriptionPatch;
import dev.zoetrope.server.accounts.Caller;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import dev.zoetrope.server.web.Paging;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Subscriptions: their rules and their schedule (B-360 to B-370). */
@Singleton
public class SubscriptionService {
  /** Deliveries are prepared this long before they are due. */
  private static final Duration AHEAD = Duration.ofMinutes(15);

  private final SubscriptionRepository subscriptions;
  private final Exports exports;
  private final Clock clock;

  SubscriptionService(SubscriptionRepository subscriptions, Exports exports, Clock clock) {
    this.subscriptions = subscriptions;
    this.exports = exports;
    this.clock = clock;
  }

  /** Part of a list and how many there are in all. */
  record Page(List<StoredSubscription> subscriptions, long count) {}

  @Transactional
  Page list(long projectId, SubscriptionFilter filter, Paging.Window window) {
    return new Page(
        subscriptions.list(projectId, filter, window), subscriptions.count(projectId, filter));
  }

  /** A subscription, deleted or not. */
  @Transactional
  StoredSubscription get(long projectId, long id) {
    return subscriptions
        .find(projectId, id, false)
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  @Transactional
  StoredSubscription create(long projectId, SubscriptionPatch body, Caller caller) {
    StoredSubscription blank =
        StoredSubscription.blank(clock.instant().truncatedTo(ChronoUnit.MICROS), caller.userId());
    StoredSubscription wanted = checked(projectId, blank, blank.with(body), caller);
    long id = subscriptions.insert(projectId, scheduled(wanted));
    return subscriptions.find(projectId, id, false).orElseThrow();
  }

  /** Changes what the body has; the next delivery only moves when the schedule changes. */
  @Transactional
  StoredSubscription update(long projectId, long id, SubscriptionPatch body, Caller caller) {
    StoredSubscription before =
        subscriptions
            .find(projectId, id, true)
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    StoredSubscription wanted = checked(projectId, before, before.with(body), caller);
    StoredSubscription after =
        wanted.recurrence().equals(before.recurrence()) ? wanted : scheduled(wanted);
    subscriptions.update(projectId, after);
    return after;
  }

  private StoredSubscription checked(
      long projectId, StoredSubscription before, StoredSubscription after, Caller caller) {
    if (Objects.equals(after.position(), 0)) {
      throw ApiException.of(ErrorCode.INVALID_INPUT, "Ensure this value is not 0.", "bysetpos");
    }
    exports.require(projectId, caller, before, after);
    if (!after.hasTargetOf(before)) {
      Targets.require(after.target(), after.targetValue());
    }
    return after;
  }

  private StoredSubscription scheduled(StoredSubscription subscription) {
    Instant soon = clock.instant().plus(AHEAD);
    return subscription.sentNext(subscription.recurrence().next(soon).orElse(null));
  }
}
