package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.story.StoryReader;
import dev.zoetrope.conformance.story.StoryRunner;
import java.util.ArrayList;
import java.util.List;

/** Tells every story. */
public final class Stories implements Proof {
  @Override
  public String name() {
    return "stories";
  }

  @Override
  public List<Case> prove(Session session) {
    StoryRunner runner =
        new StoryRunner(session.contract(), session.judge(), session.wire(), session::saw);
    List<Case> cases = new ArrayList<>();
    StoryReader.all().forEach(story -> cases.addAll(runner.tell(story)));
    return cases;
  }
}
