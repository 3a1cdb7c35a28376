package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlidingWindowTest {
  private static final long LENGTH = 1_000;

  /** Against the plain definition: at most {@code limit} admitted in any window, and no fewer. */
  @Property
  void admitsExactlyWhatTheDefinitionAdmits(
      @ForAll @IntRange(min = 1, max = 40) int limit,
      @ForAll @Size(max = 300) List<@IntRange(max = 120) Integer> pauses) {
    SlidingWindow window = new SlidingWindow(limit, LENGTH);
    List<Long> admitted = new ArrayList<>();
    long now = 1_000_000;
    for (int pause : pauses) {
      now += pause;
      long earliest = now - LENGTH;
      long recent = admitted.stream().filter(moment -> moment > earliest).count();

      long wait = window.untilFree(now);

      assertThat(wait == 0).isEqualTo(recent < limit);
      if (wait == 0) {
        window.add(now);
        admitted.add(now);
      } else {
        assertThat(now + wait).isEqualTo(admitted.get(admitted.size() - limit) + LENGTH);
      }
    }
  }
}
