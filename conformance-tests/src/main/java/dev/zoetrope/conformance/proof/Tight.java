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
    List<String> gaps = session.evidence().gaps();
    for (String claim : Tightness.broken(session.contract().root(), facts)) {
      cases.add(
          gaps.isEmpty()
              ? new Case("tightness", claim, Outcome.FAILED, claim)
              : new Case(
                  "tightness", claim, Outcome.NOT_PROVED, claim + "; not all was seen: " + gaps));
    }
    int places = facts.places().size();
    cases.add(Case.of("tightness", places + " schemas of answers were looked at", List.of()));
    return cases;
  }
}
