package dev.zoetrope.server.assistant;

import dev.zoetrope.server.testing.OnPostgres;

class ExecutedFiltersPostgresIT extends ExecutedFiltersIT implements OnPostgres {}
