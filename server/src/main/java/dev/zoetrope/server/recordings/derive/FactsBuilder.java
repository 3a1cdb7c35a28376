package dev.zoetrope.server.recordings.derive;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Collects the facts of one item while its events stream by (B-181). */
public final class FactsBuilder {
  private static final int INCREMENTAL = 3;
  private static final int PLUGIN = 6;

  /** Distinct addresses held before those that cannot count any more are let go. */
  private static final int PENDING_VISITS = 500;

  /** The earliest visit of each address, as far as it can still count. */
  private Map<String, Visit> visits = new HashMap<>();

  private long[] active = new long[64];
  private long[] inactive = new long[64];
  private int actives;
  private int inactives;
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;
  private long clicks;
  private long keypresses;
  private long mouseActivity;
  private long logs;
  private long warnings;
  private long errors;
  private int events;
  private long bytes;

  private record Visit(String url, long timestamp, int position) implements Comparable<Visit> {
    @Override
    public int compareTo(Visit other) {
      int order = Long.compare(timestamp, other.timestamp);
      return order != 0 ? order : Integer.compare(position, other.position);
    }
  }

  /**
   * Counts one event.
   *
   * @param timestamp epoch milliseconds, above zero
   * @param type the rrweb type; -1 when missing
   * @param source {@code data.source}; -1 when missing
   * @param interaction {@code data.type}; -1 when missing
   * @param size bytes of the event's JSON
   */
  public void event(long timestamp, int type, int source, int interaction, long size) {
    start = Math.min(start, timestamp);
    end = Math.max(end, timestamp);
    bytes += size;
    events++;
    if (type != INCREMENTAL) {
      addInactive(timestamp);
      return;
    }
    switch (source) {
      case 2 -> {
        mouseActivity++;
        // Click, ContextMenu, DblClick, TouchEnd.
        if (interaction == 2 || interaction == 3 || interaction == 4 || interaction == 9) {
          clicks++;
        }
      }
      case 1, 6 -> mouseActivity++;
      case 5 -> keypresses++;
      default -> {
        // Only the sources above are counted.
      }
    }
    switch (source) {
      case 1, 2, 3, 4, 5, 6, 7, 12 -> addActive(timestamp);
      default -> addInactive(timestamp);
    }
  }

  /** Notes an address that the current event, just counted, carries. */
  public void visit(String url, long timestamp) {
    String trimmed = url.strip();
    if (trimmed.isEmpty()) {
      return;
    }
    String kept =
        trimmed.length() > RecordingFacts.MAX_URL_LENGTH
            ? trimmed.substring(0, RecordingFacts.MAX_URL_LENGTH)
            : trimmed;
    visits.merge(
        kept,
        new Visit(kept, timestamp, events),
        (one, other) -> one.compareTo(other) <= 0 ? one : other);
    if (visits.size() > PENDING_VISITS) {
      visits =
          visits.values().stream()
              .sorted()
              .limit(RecordingFacts.MAX_URLS)
              .collect(Collectors.toMap(Visit::url, v -> v, (one, other) -> one, HashMap::new));
    }
  }

  /** Counts a console message and names the level it is kept under. */
  public String console(String level) {
    return switch (level == null ? "" : level) {
      case "warn", "countReset" -> {
        warnings++;
        yield "warn";
      }
      case "error", "assert" -> {
        errors++;
        yield "error";
      }
      default -> {
        logs++;
        yield "info";
      }
    };
  }

  /** Counts no console message so far. */
  public void forgetConsole() {
    logs = 0;
    warnings = 0;
    errors = 0;
  }

  /** Whether the event is a plugin's, by its rrweb type. */
  public static boolean isPlugin(int type) {
    return type == PLUGIN;
  }

  /** Events counted so far. */
  public int events() {
    return events;
  }

  public long start() {
    return start;
  }

  public long end() {
    return end;
  }

  /** Bytes of JSON counted so far. */
  public long bytes() {
    return bytes;
  }

  /** The facts; only when at least one event was counted. */
  public RecordingFacts build(UUID item, String distinctId, String source, String library) {
    return new RecordingFacts(
        start,
        end,
        new Counts(clicks, keypresses, mouseActivity, logs, warnings, errors, events, 1, bytes),
        RecordingFacts.firstVisits(
            visits.values().stream().map(v -> new PageVisit(v.url, v.timestamp, item, v.position))),
        ActivityTimeline.of(Arrays.copyOf(active, actives), Arrays.copyOf(inactive, inactives)),
        new Origin(start, item, distinctId, source, library));
  }

  private void addActive(long timestamp) {
    if (actives == active.length) {
      active = Arrays.copyOf(active, actives * 2);
    }
    active[actives++] = timestamp;
  }

  private void addInactive(long timestamp) {
    if (inactives == inactive.length) {
      inactive = Arrays.copyOf(inactive, inactives * 2);
    }
    inactive[inactives++] = timestamp;
  }
}
