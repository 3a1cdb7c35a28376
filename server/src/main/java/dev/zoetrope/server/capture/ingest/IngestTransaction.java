package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.capture.decode.SnapshotItem;
import dev.zoetrope.server.capture.decode.StoredEvent;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.recordings.ConsoleEntry;
import dev.zoetrope.server.recordings.EventValueIndex;
import dev.zoetrope.server.recordings.RecordingIngest;
import dev.zoetrope.server.recordings.derive.RecordingFacts;
import dev.zoetrope.server.sessions.SessionFacts;
import dev.zoetrope.server.sessions.SessionIngest;
import dev.zoetrope.server.snapshots.BlockWriter;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stores a group of batches in one transaction (B-190): all of them or none. */
@Singleton
class IngestTransaction {
  private final EventRepository events;
  private final RecordingIngest recordings;
  private final PersonService persons;
  private final SessionIngest sessions;
  private final EventValueIndex values;
  private final BlockWriter blocks;

  IngestTransaction(
      EventRepository events,
      RecordingIngest recordings,
      PersonService persons,
      SessionIngest sessions,
      EventValueIndex values,
      BlockWriter blocks) {
    this.events = events;
    this.recordings = recordings;
    this.persons = persons;
    this.sessions = sessions;
    this.values = values;
    this.blocks = blocks;
  }

  @Transactional
  void store(List<Submission> group) {
    Map<Long, List<Submission>> byProject =
        group.stream()
            .collect(
                Collectors.groupingBy(Submission::projectId, TreeMap::new, Collectors.toList()));
    BlockWriter.Sync sync =
        blocks.startSync(
            group.stream().flatMap(submission -> submission.blocks().stream()).toList());
    try {
      byProject.forEach(this::storeProject);
    } finally {
      // Blocks must be on disk before the rows that point at them are.
      sync.await();
    }
  }

  private void storeProject(long projectId, List<Submission> submissions) {
    List<Submission.Item> items = new ArrayList<>();
    List<Submission.Event> analytics = new ArrayList<>();
    Set<UUID> uuids = new LinkedHashSet<>();
    for (Submission submission : submissions) {
      submission.snapshots().stream()
          .filter(item -> uuids.add(item.item().uuid()))
          .forEach(items::add);
      submission.events().stream()
          .filter(event -> uuids.add(event.event().uuid()))
          .forEach(analytics::add);
    }
    Set<UUID> known = events.known(projectId, uuids);
    uuids.removeAll(known);
    items.removeIf(item -> known.contains(item.item().uuid()));
    analytics.removeIf(event -> known.contains(event.event().uuid()));
    if (!uuids.isEmpty()) {
      events.remember(projectId, uuids);
    }
    if (!items.isEmpty()) {
      storeItems(projectId, items);
    }
    if (!analytics.isEmpty()) {
      storeEvents(projectId, analytics);
    }
  }

  private void storeEvents(long projectId, List<Submission.Event> analytics) {
    List<StoredEvent> stored = analytics.stream().map(Submission.Event::event).toList();
    events.insert(projectId, stored);
    persons.apply(projectId, stored.stream().map(StoredEvent::forPersons).toList());
    Map<String, SessionFacts> facts = new HashMap<>();
    for (Submission.Event event : analytics) {
      event
          .session()
          .ifPresent(said -> facts.merge(event.event().sessionId(), said, SessionFacts::merge));
    }
    if (!facts.isEmpty()) {
      sessions.merge(projectId, facts);
    }
    values.add(projectId, analytics.stream().flatMap(event -> event.values().stream()).toList());
  }

  private void storeItems(long projectId, List<Submission.Item> items) {
    Map<String, RecordingFacts> facts = new HashMap<>();
    List<ConsoleEntry> logs = new ArrayList<>();
    for (Submission.Item stored : items) {
      SnapshotItem item = stored.item();
      facts.merge(item.sessionId(), item.facts(), RecordingFacts::merge);
      for (int i = 0; i < item.console().size(); i++) {
        SnapshotItem.ConsoleLine line = item.console().get(i);
        logs.add(
            new ConsoleEntry(
                item.sessionId(), item.uuid(), i, line.timestamp(), line.level(), line.message()));
      }
    }
    Set<String> deleted = recordings.merge(projectId, facts, logs);
    blocks.index(
        projectId,
        items.stream()
            .map(Submission.Item::block)
            .filter(block -> !deleted.contains(block.sessionId()))
            .toList());
  }
}
