package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class FrequentEventPostgresIT extends FrequentEventIT implements OnPostgres {}
