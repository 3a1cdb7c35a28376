package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class MergedPersonsPostgresIT extends MergedPersonsIT implements OnPostgres {}
