package dev.zoetrope.server.insights;

import dev.zoetrope.server.testing.OnPostgres;

class InsightsPostgresIT extends InsightsIT implements OnPostgres {}
