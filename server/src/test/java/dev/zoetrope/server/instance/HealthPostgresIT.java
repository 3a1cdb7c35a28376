package dev.zoetrope.server.instance;

import dev.zoetrope.server.testing.OnPostgres;

class HealthPostgresIT extends HealthIT implements OnPostgres {}
