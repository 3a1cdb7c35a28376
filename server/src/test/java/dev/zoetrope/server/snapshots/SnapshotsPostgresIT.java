package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.testing.OnPostgres;

class SnapshotsPostgresIT extends SnapshotsIT implements OnPostgres {}
