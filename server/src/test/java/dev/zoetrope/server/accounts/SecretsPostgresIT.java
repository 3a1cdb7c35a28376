package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class SecretsPostgresIT extends SecretsIT implements OnPostgres {}
