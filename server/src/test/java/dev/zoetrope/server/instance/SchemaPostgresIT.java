package dev.zoetrope.server.instance;

import dev.zoetrope.server.testing.OnPostgres;

class SchemaPostgresIT extends SchemaIT implements OnPostgres {}
