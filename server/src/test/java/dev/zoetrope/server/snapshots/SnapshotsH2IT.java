package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.testing.OnH2;

class SnapshotsH2IT extends SnapshotsIT implements OnH2 {}
