package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class MergedPersonsH2IT extends MergedPersonsIT implements OnH2 {}
