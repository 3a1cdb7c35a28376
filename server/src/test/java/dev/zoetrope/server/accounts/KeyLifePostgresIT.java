package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class KeyLifePostgresIT extends KeyLifeIT implements OnPostgres {}
