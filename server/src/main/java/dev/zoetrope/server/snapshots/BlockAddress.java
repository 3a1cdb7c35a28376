package dev.zoetrope.server.snapshots;

/**
 * Where a record lies.
 *
 * @param segment the name of the segment
 * @param start bytes before the record
 * @param size bytes of the record
 */
record BlockAddress(String segment, long start, int size) {}
