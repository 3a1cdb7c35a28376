package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class RecordingH2IT extends RecordingIT implements OnH2 {}
