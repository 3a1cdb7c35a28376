package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class LoginPostgresIT extends LoginIT implements OnPostgres {}
