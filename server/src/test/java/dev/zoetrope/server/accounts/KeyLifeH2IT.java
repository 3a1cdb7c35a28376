package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class KeyLifeH2IT extends KeyLifeIT implements OnH2 {}
