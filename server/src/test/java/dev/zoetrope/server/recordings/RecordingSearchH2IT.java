package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class RecordingSearchH2IT extends RecordingSearchIT implements OnH2 {}
