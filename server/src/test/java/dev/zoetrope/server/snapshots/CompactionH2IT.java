package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.testing.OnH2;

class CompactionH2IT extends CompactionIT implements OnH2 {}
