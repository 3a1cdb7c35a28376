package dev.zoetrope.server.assistant;

import dev.zoetrope.server.testing.OnH2;

class ExecutedFiltersH2IT extends ExecutedFiltersIT implements OnH2 {}
