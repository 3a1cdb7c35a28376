package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class FilterPropertyH2IT extends FilterPropertyIT implements OnH2 {}
