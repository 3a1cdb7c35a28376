package dev.zoetrope.server.web;

import dev.zoetrope.server.testing.OnPostgres;

class LongestTextPostgresIT extends LongestTextIT implements OnPostgres {}
