package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.testing.OnPostgres;

class NoSpacePostgresIT extends NoSpaceIT implements OnPostgres {}
