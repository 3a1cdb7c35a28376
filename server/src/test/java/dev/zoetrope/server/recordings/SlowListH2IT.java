package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class SlowListH2IT extends SlowListIT implements OnH2 {}
