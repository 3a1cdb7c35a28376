package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class AuthenticationH2IT extends AuthenticationIT implements OnH2 {}
