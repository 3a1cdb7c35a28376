package dev.zoetrope.server.sharing;

import dev.zoetrope.server.testing.OnPostgres;

class SharePasswordsPostgresIT extends SharePasswordsIT implements OnPostgres {}
