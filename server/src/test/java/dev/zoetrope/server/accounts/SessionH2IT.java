package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class SessionH2IT extends SessionIT implements OnH2 {}
