package dev.zoetrope.server.capture;

import dev.zoetrope.server.testing.OnPostgres;

class CaptureLimitsPostgresIT extends CaptureLimitsIT implements OnPostgres {}
