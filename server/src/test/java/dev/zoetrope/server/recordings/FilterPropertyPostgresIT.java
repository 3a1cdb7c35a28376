package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class FilterPropertyPostgresIT extends FilterPropertyIT implements OnPostgres {}
