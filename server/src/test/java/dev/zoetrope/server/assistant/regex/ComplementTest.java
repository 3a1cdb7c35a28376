package dev.zoetrope.server.assistant.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.zoetrope.server.assistant.regex.Complement.Condition;
import dev.zoetrope.server.assistant.regex.Complement.Where;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Automata's expressions find exactly the texts that meet the conditions. */
class ComplementTest {
  @Property(tries = 300)
  void findsExactlyWhatMeetsAllConditions(
      @ForAll("conditions") List<Condition> conditions, @ForAll("texts") List<String> texts) {
    String expression = Complement.expression(conditions);
    if (expression == null) {
      // Nothing meets them; or, of denials, the expression would be too long.
      if (conditions.stream().noneMatch(Condition::negated)) {
        assertThat(texts).as(conditions.toString()).noneMatch(text -> meets(text, conditions));
      }
      return;
    }
    Pattern pattern = Pattern.compile(expression);
    for (String text : texts) {
      assertThat(pattern.matcher(text).find())
          .as("%s on %s by %s", conditions, text, expression)
          .isEqualTo(meets(text, conditions));
    }
  }

  /** What is too long is not answered, and not answered wrongly. */
  @Example
  void twoDenialsMayBeTooLong() {
    assertThat(
            Complement.expression(
                List.of(
                    new Condition(List.of("a."), Where.END, true),
                    new Condition(List.of("bb", ".a"), Where.END, true))))
        .isNull();
  }

  private static boolean meets(String text, List<Condition> conditions) {
    return conditions.stream()
        .allMatch(
            condition ->
                condition.negated()
                    != condition.texts().stream()
                        .anyMatch(
                            part ->
                                switch (condition.where()) {
                                  case ANYWHERE -> text.contains(part);
                                  case START -> text.startsWith(part);
                                  case END -> text.endsWith(part);
                                  case WHOLE -> text.equals(part);
                                }));
  }

  @Provide
  Arbitrary<List<Condition>> conditions() {
    Arbitrary<String> part = Arbitraries.strings().withChars("ab.").ofMinLength(1).ofMaxLength(3);
    return Combinators.combine(
            part.list().ofMinSize(1).ofMaxSize(2),
            Arbitraries.of(Where.class),
            Arbitraries.of(true, false))
        .as(Condition::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(2);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings().withChars("ab.x\n").ofMaxLength(7).list().ofSize(60);
  }
}
