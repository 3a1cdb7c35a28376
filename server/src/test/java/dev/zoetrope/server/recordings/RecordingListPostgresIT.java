package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class RecordingListPostgresIT extends RecordingListIT implements OnPostgres {}
