package dev.zoetrope.server.sharing;

import dev.zoetrope.server.testing.OnH2;

class SharePasswordsH2IT extends SharePasswordsIT implements OnH2 {}
