package dev.zoetrope.server.persons;

import dev.zoetrope.server.testing.OnPostgres;

class PersonIndexPostgresIT extends PersonIndexIT implements OnPostgres {}
