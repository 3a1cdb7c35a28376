package dev.zoetrope.server.assistant.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long a sentence takes is printed; what it allocates and leaves behind is bounded. With {@code
 * -Dzoetrope.sentences=1000000} it says a million.
 */
class FilterSpeedTest {
  private static final int SENTENCES = Integer.getInteger("zoetrope.sentences", 50_000);
  private static final int WARM_UP = 20_000;
  private static final long MOST_ALLOCATED = 200_000;
  private static final long MOST_RETAINED = 8 << 20;

  private final FilterEngine engine = new FilterEngine();
  private final ProjectWords words = new ProjectWords(FilterCorpus.vocabulary());
  private final List<List<String>> conversations = new ArrayList<>();

  FilterSpeedTest() {
    for (String file : List.of("filters.yaml", "filters-heldout.yaml", "filters-fresh.yaml")) {
      FilterCorpus.read(file).cases().forEach(sentence -> conversations.add(sentence.messages()));
    }
  }

  @Test
  void sentencesTakeMicrosecondsAndLeaveNothingBehind() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] nanos = new long[SENTENCES];
    say(new long[WARM_UP]);
    long before = used();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    say(nanos);
    allocated = (threads.getCurrentThreadAllocatedBytes() - allocated) / SENTENCES;
    long retained = used() - before;
    Arrays.sort(nanos);

    System.out.printf(
        "%d sentences: p50 %d us, p99 %d us, %d bytes allocated each, %d KB more in use after all%n",
        SENTENCES,
        nanos[SENTENCES / 2] / 1000,
        nanos[(int) (SENTENCES * 0.99)] / 1000,
        allocated,
        retained / 1024);
    assertThat(allocated).isLessThan(MOST_ALLOCATED);
    assertThat(retained).isLessThan(MOST_RETAINED);
  }

  @Test
  void longAndStrangeMessagesAreAnsweredToo() {
    for (String message :
        List.of(
            "chrome or ".repeat(1000),
            "(".repeat(10_000),
            "not ".repeat(2000),
            "a".repeat(10_000),
            "/".repeat(10_000),
            "\"".repeat(9_999),
            "qwertyuiopasdfghjklzxcv ".repeat(390),
            "1,".repeat(5000),
            "\u0000\u0001\ufffe\ud800",
            "\ud83d\ude00".repeat(100))) {
      assertThat(engine.answer(List.of(message), words, FilterCorpus.TODAY)).isNotNull();
    }
  }

  private void say(long[] nanos) {
    for (int i = 0; i < nanos.length; i++) {
      List<String> messages = conversations.get(i % conversations.size());
      long start = System.nanoTime();
      FilterAnswer answer = engine.answer(messages, words, FilterCorpus.TODAY);
      nanos[i] = System.nanoTime() - start;
      assertThat(answer).isNotNull();
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
