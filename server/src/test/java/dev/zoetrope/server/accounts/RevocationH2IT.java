package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class RevocationH2IT extends RevocationIT implements OnH2 {}
