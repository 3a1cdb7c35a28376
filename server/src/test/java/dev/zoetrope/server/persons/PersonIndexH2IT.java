package dev.zoetrope.server.persons;

import dev.zoetrope.server.testing.OnH2;

class PersonIndexH2IT extends PersonIndexIT implements OnH2 {}
