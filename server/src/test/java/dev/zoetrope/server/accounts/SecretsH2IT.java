package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class SecretsH2IT extends SecretsIT implements OnH2 {}
