package dev.zoetrope.server.assistant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zoetrope.server.assistant.filters.ProjectWords;
import dev.zoetrope.server.capture.ingest.EventSamples;
import dev.zoetrope.server.persons.PersonService;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The words of each project, from samples of its events and persons; a minute old at most. */
@Singleton
class Vocabularies {
  private static final Duration AGE = Duration.ofMinutes(1);
  private static final int PROJECTS = 200;
  private static final int PERSONS = 300;

  private final Cache<Long, ProjectWords> words =
      Caffeine.newBuilder().expireAfterWrite(AGE).maximumSize(PROJECTS).build();
  private final EventSamples events;
  private final PersonService persons;

  Vocabularies(EventSamples events, PersonService persons) {
    this.events = events;
    this.persons = persons;
  }

  ProjectWords of(long projectId) {
    return words.get(projectId, this::load);
  }

  private ProjectWords load(long projectId) {
    SampledVocabulary vocabulary = new SampledVocabulary();
    events.latest(projectId).forEach(vocabulary::addEvent);
    persons.latestProperties(projectId, PERSONS).forEach(vocabulary::addPerson);
    return new ProjectWords(vocabulary);
  }
}
