package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class SessionPostgresIT extends SessionIT implements OnPostgres {}
