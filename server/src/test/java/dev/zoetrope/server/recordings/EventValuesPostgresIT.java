package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class EventValuesPostgresIT extends EventValuesIT implements OnPostgres {}
