package dev.zoetrope.server.capture;

import dev.zoetrope.server.testing.OnH2;

class CaptureH2IT extends CaptureIT implements OnH2 {}
