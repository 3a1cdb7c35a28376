package dev.zoetrope.server.capture;

import dev.zoetrope.server.testing.OnH2;

class CaptureLimitsH2IT extends CaptureLimitsIT implements OnH2 {}
