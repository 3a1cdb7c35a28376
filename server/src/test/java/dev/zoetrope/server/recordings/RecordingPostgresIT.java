package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class RecordingPostgresIT extends RecordingIT implements OnPostgres {}
