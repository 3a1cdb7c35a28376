package dev.zoetrope.server.capture;

import dev.zoetrope.server.testing.OnPostgres;

class OddContentPostgresIT extends OddContentIT implements OnPostgres {}
