package dev.zoetrope.server.sessions;

import dev.zoetrope.server.testing.OnH2;

class SessionsH2IT extends SessionsIT implements OnH2 {}
