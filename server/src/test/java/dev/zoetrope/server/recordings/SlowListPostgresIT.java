package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class SlowListPostgresIT extends SlowListIT implements OnPostgres {}
