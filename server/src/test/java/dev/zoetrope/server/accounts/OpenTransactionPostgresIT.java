package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class OpenTransactionPostgresIT extends OpenTransactionIT implements OnPostgres {}
