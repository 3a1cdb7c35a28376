package dev.zoetrope.server.recordings.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.zoetrope.server.recordings.query.ConsoleFilter.Expression;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleFilterTest {
  private static final Expression FAILED = expression("fail(ed|ure)", false);
  private static final Expression NOT_OK = expression("ok", true);

  @Test
  void expressionsAreFoundAnywhere() {
    assertThat(all(FAILED).meets("error", "it failed twice")).isTrue();
    assertThat(all(FAILED).meets("error", "it fails")).isFalse();
  }

  @Test
  void oneOfSeveralPatternsIsEnoughUnlessNegated() {
    Expression either = new Expression(false, patterns("a", "b"), false);
    Expression neither = new Expression(false, patterns("a", "b"), true);

    assertThat(all(either).meets("info", "xbx")).isTrue();
    assertThat(all(neither).meets("info", "xbx")).isFalse();
    assertThat(all(neither).meets("info", "xcx")).isTrue();
  }

  @Test
  void allOrAnyOfTheExpressions() {
    assertThat(all(FAILED, NOT_OK).meets("error", "failure, ok")).isFalse();
    assertThat(any(FAILED, NOT_OK).meets("error", "failure, ok")).isTrue();
  }

  @Test
  void theLevelCanBeMatchedToo() {
    Expression level = new Expression(true, patterns("^(warn|error)$"), false);

    assertThat(all(level).meets("warn", "info")).isTrue();
    assertThat(all(level).meets("info", "warn")).isFalse();
  }

  private static ConsoleFilter all(Expression... expressions) {
    return new ConsoleFilter(List.of(), List.of(expressions), false);
  }

  private static ConsoleFilter any(Expression... expressions) {
    return new ConsoleFilter(List.of(), List.of(expressions), true);
  }

  private static Expression expression(String pattern, boolean negated) {
    return new Expression(false, patterns(pattern), negated);
  }

  private static List<Pattern> patterns(String... patterns) {
    return java.util.Arrays.stream(patterns).map(Pattern::compile).toList();
  }
}
