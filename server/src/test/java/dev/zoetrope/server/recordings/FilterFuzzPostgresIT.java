package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class FilterFuzzPostgresIT extends FilterFuzzIT implements OnPostgres {}
