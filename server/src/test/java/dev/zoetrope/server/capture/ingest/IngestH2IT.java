package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.testing.OnH2;

class IngestH2IT extends IngestIT implements OnH2 {}
