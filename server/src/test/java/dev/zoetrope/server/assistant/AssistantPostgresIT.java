package dev.zoetrope.server.assistant;

import dev.zoetrope.server.testing.OnPostgres;

class AssistantPostgresIT extends AssistantIT implements OnPostgres {}
