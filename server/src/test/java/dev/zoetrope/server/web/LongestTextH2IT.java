package dev.zoetrope.server.web;

import dev.zoetrope.server.testing.OnH2;

class LongestTextH2IT extends LongestTextIT implements OnH2 {}
