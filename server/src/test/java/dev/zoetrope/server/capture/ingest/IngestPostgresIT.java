package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.testing.OnPostgres;

class IngestPostgresIT extends IngestIT implements OnPostgres {}
