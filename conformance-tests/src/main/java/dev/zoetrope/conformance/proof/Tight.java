package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.claims.Facts;
import dev.zoetrope.conformance.claims.Tightness;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Whether the document says as much as it could of all answers that came before this part. */
public final class Tight implements Proof {
  @Override
  public String name() {
    return "tightness";
  }

  @Override
  public List<Case> prove(Session session) {
    Facts facts = Facts.of(session.contract(), List.copyOf(session.evidence().exchanges()));
    List<Case> cases = new ArrayList<>();
    Tightness.broken(session.contract().root(), facts)
        .forEach(claim -> cases.add(new Case("tightness", claim, Outcome.FAILED, claim)));
    return cases;
  }
}
