package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class FiltersPostgresIT extends FiltersIT implements OnPostgres {}
