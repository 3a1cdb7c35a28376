package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class KeyPresentationPostgresIT extends KeyPresentationIT implements OnPostgres {}
