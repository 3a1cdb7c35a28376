package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class AuthenticationPostgresIT extends AuthenticationIT implements OnPostgres {}
