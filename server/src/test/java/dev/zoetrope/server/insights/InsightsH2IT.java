package dev.zoetrope.server.insights;

import dev.zoetrope.server.testing.OnH2;

class InsightsH2IT extends InsightsIT implements OnH2 {}
