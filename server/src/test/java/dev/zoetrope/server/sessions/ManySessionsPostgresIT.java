package dev.zoetrope.server.sessions;

import dev.zoetrope.server.testing.OnPostgres;

class ManySessionsPostgresIT extends ManySessionsIT implements OnPostgres {}
