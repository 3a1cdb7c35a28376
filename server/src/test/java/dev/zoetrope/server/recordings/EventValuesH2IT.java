package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class EventValuesH2IT extends EventValuesIT implements OnH2 {}
