package dev.zoetrope.server.instance;

import dev.zoetrope.server.testing.OnH2;

class HealthH2IT extends HealthIT implements OnH2 {}
