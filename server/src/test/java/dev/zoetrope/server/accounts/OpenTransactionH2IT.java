package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class OpenTransactionH2IT extends OpenTransactionIT implements OnH2 {}
