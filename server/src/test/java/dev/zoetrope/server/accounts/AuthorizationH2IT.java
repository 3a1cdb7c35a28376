package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class AuthorizationH2IT extends AuthorizationIT implements OnH2 {}
