package dev.zoetrope.server.subscriptions;

import dev.zoetrope.server.testing.OnPostgres;

class SubscriptionsPostgresIT extends SubscriptionsIT implements OnPostgres {}
