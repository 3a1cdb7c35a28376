package dev.zoetrope.server.sessions;

import dev.zoetrope.server.testing.OnH2;

class ManySessionsH2IT extends ManySessionsIT implements OnH2 {}
