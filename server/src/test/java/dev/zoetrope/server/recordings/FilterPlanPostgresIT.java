package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class FilterPlanPostgresIT extends FilterPlanIT implements OnPostgres {}
