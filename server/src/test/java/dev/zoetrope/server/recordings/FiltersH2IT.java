package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class FiltersH2IT extends FiltersIT implements OnH2 {}
