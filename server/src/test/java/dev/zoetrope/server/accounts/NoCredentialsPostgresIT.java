package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnPostgres;

class NoCredentialsPostgresIT extends NoCredentialsIT implements OnPostgres {}
