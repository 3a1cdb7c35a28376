package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.claims.Mutants;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether this suite would notice: statements of the document are made wrong one at a time, and
 * what was seen in this run has to contradict them. What survives has a reason, or the part fails.
 */
public final class Sensitivity implements Proof {
  /** The part of the wrong documents that has to be noticed. */
  private static final double ENOUGH = 0.95;

  private final int most;
  private final long seed;

  /** Tries so many; all if zero. */
  public Sensitivity(int most, long seed) {
    this.most = most;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "mutants";
  }

  @Override
  public List<Case> prove(Session session) {
    List<String> gaps = session.evidence().gaps();
    if (!gaps.isEmpty()) {
      return List.of(
          new Case(
              "mutants",
              "wrong documents are noticed",
              Outcome.NOT_PROVED,
              "not all was seen: " + gaps));
    }
    Mutants mutants = Mutants.of(session.contract(), session.evidence(), most, seed);
    List<Case> cases = new ArrayList<>();
    mutants
        .byKind()
        .forEach(
            (kind, counts) ->
                cases.add(
                    new Case(
                        "mutants",
                        "%s: %d of %d noticed".formatted(kind, counts[1], counts[0]),
                        Outcome.PROVED,
                        "")));
    cases.add(
        new Case(
            "mutants",
            "of %d wrong documents %.1f %% are noticed (seed %d)"
                .formatted(mutants.tried(), 100 * mutants.killed(), seed),
            mutants.killed() >= ENOUGH && mutants.unexplained().isEmpty()
                ? Outcome.PROVED
                : Outcome.FAILED,
            String.join("\n", mutants.unexplained())));
    mutants
        .explained()
        .forEach(
            (mutant, reason) ->
                cases.add(
                    new Case(
                        "mutants", "unnoticed: " + mutant + " - " + reason, Outcome.PROVED, "")));
    return cases;
  }
}
