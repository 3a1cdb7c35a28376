package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class FilterFuzzH2IT extends FilterFuzzIT implements OnH2 {}
