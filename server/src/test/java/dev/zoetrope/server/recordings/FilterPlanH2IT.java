package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class FilterPlanH2IT extends FilterPlanIT implements OnH2 {}
