package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class FrequentEventH2IT extends FrequentEventIT implements OnH2 {}
