package dev.zoetrope.server.subscriptions;

import dev.zoetrope.api.model.SubscriptionPatch;
import dev.zoetrope.api.model.SubscriptionPatch.ByweekdayEnum;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A subscription as it is kept.
 *
 * @param id 0 until it is stored
 * @param target the kind of target: email, slack or webhook
 * @param weekdays names as they were sent; null and empty mean the same
 * @param nextDelivery null when nothing is sent any more
 */
record StoredSubscription(
    long id,
    Long dashboard,
    Long insight,
    TargetType target,
    String targetValue,
    Frequency frequency,
    int interval,
    List<String> weekdays,
    Integer position,
    Integer count,
    Instant start,
    Instant until,
    Instant createdAt,
    long createdBy,
    boolean deleted,
    String title,
    String inviteMessage,
    Instant nextDelivery) {

  /** A subscription that nothing is said of yet. */
  static StoredSubscription blank(Instant now, long userId) {
    return new StoredSubscription(
        0, null, null, null, null, null, 1, null, null, null, null, null, now, userId, false, null,
        null, null);
  }

  /** The same with the members that the body has. */
  StoredSubscription with(SubscriptionPatch body) {
    return new StoredSubscription(
        id,
        body.has("dashboard") ? body.getDashboard() : dashboard,
        body.has("insight") ? body.getInsight() : insight,
        body.has("target_type") ? TargetType.of(body.getTargetType().getValue()) : target,
        body.has("target_value") ? body.getTargetValue() : targetValue,
        body.has("frequency") ? Frequency.of(body.getFrequency().getValue()) : frequency,
        body.has("interval") ? body.getInterval() : interval,
        body.has("byweekday") ? names(body.getByweekday()) : weekdays,
        body.has("bysetpos") ? body.getBysetpos() : position,
        body.has("count") ? body.getCount() : count,
        body.has("start_date") ? body.getStartDate() : start,
        body.has("until_date") ? body.getUntilDate() : until,
        createdAt,
        createdBy,
        body.has("deleted") ? body.getDeleted() : deleted,
        body.has("title") ? body.getTitle() : title,
        body.has("invite_message") ? body.getInviteMessage() : inviteMessage,
        nextDelivery);
  }

  StoredSubscription sentNext(Instant moment) {
    return new StoredSubscription(
        id,
        dashboard,
        insight,
        target,
        targetValue,
        frequency,
        interval,
        weekdays,
        position,
        count,
        start,
        until,
        createdAt,
        createdBy,
        deleted,
        title,
        inviteMessage,
        moment);
  }

  Recurrence recurrence() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (weekdays != null) {
      weekdays.forEach(day -> days.add(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))));
    }
    return new Recurrence(frequency, interval, start, until, count, days, position);
  }

  /** Whether both are sent to the same target. */
  boolean hasTargetOf(StoredSubscription other) {
    return target == other.target && Objects.equals(targetValue, other.targetValue);
  }

  private static List<String> names(List<ByweekdayEnum> days) {
    return days == null ? null : days.stream().map(ByweekdayEnum::getValue).toList();
  }
}
