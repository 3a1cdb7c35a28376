package dev.zoetrope.server.subscriptions;

import dev.zoetrope.api.model.Subscription;
import dev.zoetrope.api.model.Subscription.ByweekdayEnum;
import dev.zoetrope.api.model.Subscription.FrequencyEnum;
import dev.zoetrope.api.model.Subscription.TargetTypeEnum;
import dev.zoetrope.api.model.UserBasic;
import dev.zoetrope.server.accounts.Users;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Subscriptions as answers show them; the invitation's message is never shown (B-366). */
@Singleton
class SubscriptionAnswers {
  private final Users users;

  SubscriptionAnswers(Users users) {
    this.users = users;
  }

  Subscription one(StoredSubscription subscription) {
    return answer(subscription, users.shown(subscription.createdBy()));
  }

  @Transactional
  List<Subscription> all(List<StoredSubscription> subscriptions) {
    Map<Long, UserBasic> authors = new HashMap<>();
    return subscriptions.stream()
        .map(s -> answer(s, authors.computeIfAbsent(s.createdBy(), users::shown)))
        .toList();
  }

  private static Subscription answer(StoredSubscription s, UserBasic author) {
    return new Subscription()
        .id(s.id())
        .dashboard(s.dashboard())
        .insight(s.insight())
        .targetType(TargetTypeEnum.fromValue(s.target().code()))
        .targetValue(s.targetValue())
        .frequency(FrequencyEnum.fromValue(s.frequency().code()))
        .interval(s.interval())
        .byweekday(
            s.weekdays() == null
                ? null
                : s.weekdays().stream().map(ByweekdayEnum::fromValue).toList())
        .bysetpos(s.position())
        .count(s.count())
        .startDate(s.start())
        .untilDate(s.until())
        .createdAt(s.createdAt())
        .createdBy(author)
        .deleted(s.deleted())
        .title(s.title())
        .summary(Summary.of(s.frequency(), s.interval(), s.weekdays(), s.position()))
        .nextDeliveryDate(s.nextDelivery())
        .inviteMessage(null);
  }
}
