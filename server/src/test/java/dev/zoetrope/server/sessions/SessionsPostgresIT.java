package dev.zoetrope.server.sessions;

import dev.zoetrope.server.testing.OnPostgres;

class SessionsPostgresIT extends SessionsIT implements OnPostgres {}
