package dev.zoetrope.server.recordings;

import dev.zoetrope.server.testing.OnH2;

class DocumentedCurlH2IT extends DocumentedCurlIT implements OnH2 {}
