package dev.zoetrope.server.sharing;

import dev.zoetrope.server.testing.OnPostgres;

class SharingPostgresIT extends SharingIT implements OnPostgres {}
