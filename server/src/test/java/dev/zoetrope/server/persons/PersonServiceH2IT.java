package dev.zoetrope.server.persons;

import dev.zoetrope.server.testing.OnH2;

class PersonServiceH2IT extends PersonServiceIT implements OnH2 {}
