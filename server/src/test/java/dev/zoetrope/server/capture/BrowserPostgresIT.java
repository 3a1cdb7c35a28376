package dev.zoetrope.server.capture;

import dev.zoetrope.server.testing.OnPostgres;

class BrowserPostgresIT extends BrowserIT implements OnPostgres {}
