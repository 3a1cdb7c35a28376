package dev.zoetrope.server.capture;

import dev.zoetrope.server.testing.OnPostgres;

class CapturePostgresIT extends CaptureIT implements OnPostgres {}
