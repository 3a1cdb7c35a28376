package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class AuthorizationPostgresIT extends AuthorizationIT implements OnPostgres {}
