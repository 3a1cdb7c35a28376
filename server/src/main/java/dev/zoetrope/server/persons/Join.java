package dev.zoetrope.server.persons;

/** Two distinct ids that are one person whatever else is known. */
record Join(String distinctId, String other) {}
