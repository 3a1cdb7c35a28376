package dev.zoetrope.server.accounts;

import dev.zoetrope.server.testing.OnH2;

class NoCredentialsH2IT extends NoCredentialsIT implements OnH2 {}
