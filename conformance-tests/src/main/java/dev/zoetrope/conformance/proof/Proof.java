package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.report.Case;
import java.util.List;

/** A part of the suite. */
public interface Proof {
  /** Its name, as on the command line. */
  String name();

  /** Looks at the target, and says what it found. */
  List<Case> prove(Session session);
}
