package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.testing.OnH2;

class NoSpaceH2IT extends NoSpaceIT implements OnH2 {}
