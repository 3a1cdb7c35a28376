package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.testing.OnPostgres;

class CompactionPostgresIT extends CompactionIT implements OnPostgres {}
