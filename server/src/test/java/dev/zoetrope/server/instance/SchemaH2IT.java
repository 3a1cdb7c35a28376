package dev.zoetrope.server.instance;

import dev.zoetrope.server.testing.OnH2;

class SchemaH2IT extends SchemaIT implements OnH2 {}
