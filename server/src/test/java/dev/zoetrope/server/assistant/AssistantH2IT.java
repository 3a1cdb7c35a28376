package dev.zoetrope.server.assistant;

import dev.zoetrope.server.testing.OnH2;

class AssistantH2IT extends AssistantIT implements OnH2 {}
