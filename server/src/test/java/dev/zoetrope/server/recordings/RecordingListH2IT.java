package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class RecordingListH2IT extends RecordingListIT implements OnH2 {}
