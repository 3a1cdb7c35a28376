package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class RecordedTrafficH2IT extends RecordedTrafficIT implements OnH2 {}
