package dev.zoetrope.server.subscriptions;

import dev.zoetrope.server.testing.OnH2;

class SubscriptionsH2IT extends SubscriptionsIT implements OnH2 {}
