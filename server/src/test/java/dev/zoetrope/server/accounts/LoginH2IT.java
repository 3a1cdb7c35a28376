package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class LoginH2IT extends LoginIT implements OnH2 {}
