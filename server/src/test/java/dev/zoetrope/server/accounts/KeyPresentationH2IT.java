package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class KeyPresentationH2IT extends KeyPresentationIT implements OnH2 {}
