package dev.zoetrope.server.sharing;

import dev.zoetrope.server.testing.OnH2;

class SharingH2IT extends SharingIT implements OnH2 {}
