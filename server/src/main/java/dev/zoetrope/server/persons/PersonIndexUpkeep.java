package dev.zoetrope.server.persons;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Once after the start, reads the persons that an earlier version stored. */
@Singleton
class PersonIndexUpkeep {
  private final PersonIndex index;

  PersonIndexUpkeep(PersonIndex index) {
    this.index = index;
  }

  @Scheduled(initialDelay = "1s")
  void readThem() {
    while (index.readSome()) {
      // Each batch is a transaction, so that ingestion never waits for long.
    }
  }
}
