package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class RevocationPostgresIT extends RevocationIT implements OnPostgres {}
