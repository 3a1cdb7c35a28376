package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnPostgres;

class DocumentedCurlPostgresIT extends DocumentedCurlIT implements OnPostgres {}
