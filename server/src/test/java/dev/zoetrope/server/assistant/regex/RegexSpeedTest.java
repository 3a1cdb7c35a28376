package dev.zoetrope.server.assistant.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;

/**
 * How long a description takes is printed; what it allocates is bounded, and nothing that can be
 * written makes the engine fail. With {@code -Dzoetrope.sentences=1000000} it says a million.
 */
class RegexSpeedTest {
  private static final int DESCRIPTIONS = Integer.getInteger("zoetrope.sentences", 20_000);
  private static final int WARM_UP = 10_000;
  private static final int MIXED = 20_000;
  private static final long MOST_ALLOCATED = 2_000_000;

  private final RegexEngine engine = new RegexEngine();
  private final List<String> descriptions = new ArrayList<>();

  RegexSpeedTest() throws IOException {
    for (String file : List.of("regex", "regex-heldout", "regex-blind6", "regex-blind9")) {
      try (InputStream in = getClass().getResourceAsStream("/assistant/" + file + ".yaml")) {
        Map<String, List<Map<String, Object>>> corpus = new Yaml().load(in);
        corpus.get("descriptions").forEach(one -> descriptions.add((String) one.get("say")));
      }
    }
  }

  @Test
  void descriptionsTakeMicroseconds() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] nanos = new long[DESCRIPTIONS];
    say(new long[WARM_UP]);
    long allocated = threads.getCurrentThreadAllocatedBytes();
    say(nanos);
    allocated = (threads.getCurrentThreadAllocatedBytes() - allocated) / DESCRIPTIONS;
    Arrays.sort(nanos);

    System.out.printf(
        "%d descriptions: p50 %d us, p99 %d us, %d bytes allocated each%n",
        DESCRIPTIONS,
        nanos[DESCRIPTIONS / 2] / 1000,
        nanos[(int) (DESCRIPTIONS * 0.99)] / 1000,
        allocated);
    assertThat(allocated).isLessThan(MOST_ALLOCATED);
  }

  @Test
  @Timeout(60)
  void strangeDescriptionsAreAnsweredToo() {
    for (String strange :
        List.of(
            ",",
            "()",
            "(",
            "\"",
            "like",
            "e.g.",
            "not",
            "a or",
            "x".repeat(300),
            "a ".repeat(80),
            "a b ".repeat(40),
            "or ".repeat(80),
            "word or ".repeat(40),
            "with a ".repeat(26),
            "1 digit, ".repeat(26),
            "such as a1, ".repeat(20),
            "(like a)".repeat(40),
            "99999 digits separated by dashes",
            "12 groups of 999999999999 letters",
            "1000 digits in groups of 100",
            "version 99999999999999999999 or later",
            "numbers between 999999999999 and 1",
            "\u0000\ufffe\ud800",
            "\ud83d\ude00".repeat(100))) {
      answers(strange);
    }
  }

  /** Words of different descriptions in any order. */
  @Test
  @Timeout(300)
  void mixedDescriptionsAreAnsweredToo() {
    Random random = new Random(20261123);
    List<String> pieces = new ArrayList<>();
    descriptions.forEach(text -> pieces.addAll(List.of(text.split(" ", -1))));
    for (int i = 0; i < MIXED; i++) {
      StringBuilder mixed = new StringBuilder();
      for (int words = 1 + random.nextInt(14); words > 0; words--) {
        mixed.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
      }
      answers(mixed.toString());
    }
  }

  private void answers(String description) {
    try {
      RegexAnswer answer = engine.answer(description);
      if (answer.found()) {
        com.google.re2j.Pattern.compile(answer.text());
      }
    } catch (RuntimeException e) {
      Assertions.fail("\u201c" + description + "\u201d", e);
    }
  }

  private void say(long[] nanos) {
    for (int i = 0; i < nanos.length; i++) {
      String description = descriptions.get(i % descriptions.size());
      long start = System.nanoTime();
      RegexAnswer answer = engine.answer(description);
      nanos[i] = System.nanoTime() - start;
      assertThat(answer).isNotNull();
    }
  }
}
