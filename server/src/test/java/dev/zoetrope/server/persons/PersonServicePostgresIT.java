package dev.zoetrope.server.persons;

import dev.zoetrope.server.testing.OnPostgres;

class PersonServicePostgresIT extends PersonServiceIT implements OnPostgres {}
