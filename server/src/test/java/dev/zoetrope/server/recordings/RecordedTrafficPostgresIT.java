package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class RecordedTrafficPostgresIT extends RecordedTrafficIT implements OnPostgres {}
