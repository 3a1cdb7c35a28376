package dev.zoetrope.server.sessions;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rankings by project, as many as fit: the ones that were asked for least lately go first. */
final class KeptRankings {
  private static final float LOAD = 0.75f;

  private final long mostBytes;
  private final Map<Long, Kept> byProject = new LinkedHashMap<>(16, LOAD, true);
  private long bytes;

  KeptRankings(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * @param madeAt epoch milliseconds before the sessions were looked at
   * @param rankings none for properties with too many and too long values
   */
  record Kept(long madeAt, Map<SessionProperty, ValueRanking> rankings) {
    private long bytes() {
      return rankings.values().stream().mapToLong(ValueRanking::bytes).sum();
    }
  }

  /** Null when there is none. */
  synchronized Kept of(long projectId) {
    return byProject.get(projectId);
  }

  synchronized void keep(long projectId, Kept ranked) {
    Kept before = byProject.put(projectId, ranked);
    bytes += ranked.bytes() - (before == null ? 0 : before.bytes());
    Iterator<Kept> leastLately = byProject.values().iterator();
    while (bytes > mostBytes && leastLately.hasNext()) {
      bytes -= leastLately.next().bytes();
      leastLately.remove();
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
