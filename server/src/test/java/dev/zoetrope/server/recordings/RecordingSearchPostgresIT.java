package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class RecordingSearchPostgresIT extends RecordingSearchIT implements OnPostgres {}
