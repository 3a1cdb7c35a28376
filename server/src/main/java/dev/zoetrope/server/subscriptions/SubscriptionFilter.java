package dev.zoetrope.server.subscriptions;

/**
 * Which subscriptions to list; null members do not filter.
 *
 * @param deleted only deleted ones or only others
 */
record SubscriptionFilter(Long insight, Long dashboard, boolean deleted) {}
