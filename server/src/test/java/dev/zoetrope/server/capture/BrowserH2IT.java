package dev.zoetrope.server.capture;

import dev.zoetrope.server.testing.OnH2;

class BrowserH2IT extends BrowserIT implements OnH2 {}
