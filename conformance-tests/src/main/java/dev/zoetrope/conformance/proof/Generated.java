package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.remote.Capability;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Requests made at random from the schemas: bodies that are allowed, bodies with one thing wrong,
 * queries, ids of what is there and of what is not. What is allowed must be taken, what is not must
 * be refused as documented; nothing may fail or take longer than two seconds.
 *
 * <p>In between, chains: something is made, used, deleted, and used again.
 */
public final class Generated implements Proof {
  private static final int SHOWN = 3;

  private final int requests;
  private final long seed;

  /** So many requests, the same ones for the same seed. */
  public Generated(int requests, long seed) {
    this.requests = requests;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "generated";
  }

  @Override
  public List<Case> prove(Session session) {
    Set<Capability> needed =
        Set.of(Capability.LOGIN, Capability.CAPTURE, Capability.WRITE, Capability.ACCOUNTS);
    if (!session.wire().target().has(needed)) {
      return List.of(
          new Case(
              "generated",
              requests + " requests",
              Outcome.NOT_PROVED,
              "they make, change and delete everything there is"));
    }
    Map<String, List<String>> wrong = new ConcurrentHashMap<>();
    Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();
    int batches = (requests + GeneratedBatch.SIZE - 1) / GeneratedBatch.SIZE;
    IntStream.range(0, batches)
        .parallel()
        .forEach(
            batch -> {
              long own = seed + batch;
              JqwikSession.run(() -> new GeneratedBatch(session, own, wrong, sent).run());
            });
    List<Case> cases = new ArrayList<>();
    new TreeMap<>(sent)
        .forEach(
            (operation, count) ->
                cases.add(
                    Case.of(
                        operation,
                        count + " requests",
                        wrong.getOrDefault(operation, List.of()).stream().limit(SHOWN).toList())));
    int all = sent.values().stream().mapToInt(AtomicInteger::get).sum();
    cases.add(Case.of("generated", all + " requests, seed " + seed, List.of()));
    return cases;
  }
}
