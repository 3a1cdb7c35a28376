package dev.zoetrope.server.capture;

import dev.zoetrope.server.testing.OnH2;

class OddContentH2IT extends OddContentIT implements OnH2 {}
