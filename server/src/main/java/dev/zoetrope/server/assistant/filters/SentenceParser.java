package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Part.Joint;
import dev.zoetrope.server.assistant.filters.Part.Node;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import dev.zoetrope.server.assistant.filters.Sentence.Mode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the items of one message: what a rule knows becomes a condition, what none knows a
 * question.
 */
final class SentenceParser {
  private static final List<Rule> RULES =
      List.of(
          new ConsoleRule(),
          new EventRule(),
          new ClickRule(),
          new QuantityRule(),
          new PropertyRule(),
          new ViewedRule(),
          new PageRule(),
          new SourceRule(),
          new ValueRule());

  private final Cursor cursor;
  private final Draft draft = new Draft();
  private final Set<Mode> modes = EnumSet.noneOf(Mode.class);
  private final List<String> removed = new ArrayList<>();
  private boolean offTopic;
  private boolean asking;
  private boolean greeting;
  private boolean named;

  private SentenceParser(List<Item> items) {
    cursor = new Cursor(items);
  }

  static Sentence parse(List<Item> items) {
    return new SentenceParser(items).parse();
  }

  private Sentence parse() {
    commands();
    StringBuilder unknown = new StringBuilder();
    while (!cursor.atEnd()) {
      Item item = cursor.peek();
      boolean read = item.period() == null && rules();
      String rest = read ? null : other(item);
      if (rest == null) {
        flush(unknown);
      } else {
        unknown.append(unknown.isEmpty() ? "" : " ").append(rest);
      }
    }
    flush(unknown);
    draft.settleNegation();
    if (draft.negating() && draft.problems.isEmpty()) {
      draft.unknown("not");
    }
    if (draft.roleWords != null) {
      draft.unknown(draft.roleWords);
    }
    if (offTopic && !named) {
      modes.add(Mode.OFF_TOPIC);
    } else if (offTopic && draft.problems.isEmpty()) {
      draft.unknown("that");
    }
    boolean onTopic = named || draft.onTopic || draft.period != null || !modes.isEmpty();
    return new Sentence(
        Thresholds.settled(Clauses.build(draft.parts), draft.problems),
        draft.period,
        List.copyOf(draft.problems),
        modes,
        removed,
        onTopic && !(asking && !named && onlyUnknown()),
        greeting);
  }

  private boolean onlyUnknown() {
    return draft.parts.isEmpty()
        && draft.problems.stream().anyMatch(Problem.Unknown.class::isInstance);
  }

  private void flush(StringBuilder unknown) {
    if (!unknown.isEmpty()) {
      draft.unknown(unknown.toString());
      unknown.setLength(0);
    }
  }

  private boolean rules() {
    for (Rule rule : RULES) {
      if (rule.read(cursor, draft)) {
        return true;
      }
    }
    return false;
  }

  /** What the message does to the filter before it, said in its first words. */
  private void commands() {
    while (!cursor.atEnd()) {
      Item item = cursor.peek();
      if (item.has(Kind.RESET)) {
        boolean shows = item.token().is("show");
        if (!shows || !cursor.has(cursor.position() + 1, Kind.PREP, Kind.NOISE, Kind.TOPIC)) {
          modes.add(Mode.RESET);
        }
        named = true;
      } else if (item.has(Kind.NOT)
          && item.token().is("no")
          && cursor.is(cursor.position() + 1, Token.Kind.COMMA)) {
        // "No, dead clicks instead": that was not meant.
        modes.add(Mode.REPLACE);
      } else if (item.has(Kind.REMOVE) && !item.has(Kind.NOT)) {
        modes.add(Mode.REMOVE);
      } else if (item.has(Kind.REPLACE)) {
        modes.add(Mode.REPLACE);
      } else if (item.has(Kind.EXTEND)) {
        modes.add(Mode.EXTEND);
      } else if (item.has(Kind.OR)) {
        modes.add(Mode.ALTERNATIVE);
      } else if (item.has(Kind.GREETING)) {
        greeting = true;
      } else if (item.has(Kind.ASKWORD)) {
        asking = true;
        if (!item.has(Kind.NOISE)) {
          cursor.next();
          if (cursor.peek() != null && !cursor.peek().has(Kind.OFFTOPIC)) {
            continue;
          }
          return;
        }
      } else if (!item.hasAny(Kind.NOISE, Kind.AND, Kind.BUT, Kind.NARROW, Kind.GREETING)
          && !item.is(Token.Kind.COMMA)) {
        return;
      }
      if (rulesWant(item)) {
        return;
      }
      cursor.next();
    }
  }

  /** Whether the first word begins a condition after all, as in "all but Chrome". */
  private boolean rulesWant(Item item) {
    return item.hasAny(Kind.VIEWED, Kind.VALUE, Kind.LEVEL, Kind.EVENT, Kind.PAGENAME)
        || (item.has(Kind.NUMBER) && !item.has(Kind.NOISE))
        || (item.hasAny(Kind.NOISE)
            && (item.token().is("a") || item.token().is("an"))
            && cursor.has(cursor.position() + 1, Kind.UNIT))
        || (item.has(Kind.VAGUE) && !item.has(Kind.NOISE));
  }

  /**
   * Everything that is no condition; returns words that nobody knows what to do with, else null.
   */
  private String other(Item item) {
    cursor.next();
    if (item.period() != null) {
      draft.period(item.period(), item.text());
      return null;
    }
    if (item.is(Token.Kind.COMMA) || item.is(Token.Kind.STOP)) {
      draft.joint(Joint.COMMA);
      return null;
    }
    if (item.is(Token.Kind.OPEN) || item.is(Token.Kind.CLOSE)) {
      draft.joint(item.is(Token.Kind.OPEN) ? Joint.OPEN : Joint.CLOSE);
      return null;
    }
    if (item.is(Token.Kind.DASH) || item.is(Token.Kind.COMPARISON)) {
      draft.filler();
      return null;
    }
    if (item.is(Token.Kind.DATE)) {
      draft.problem(new Problem.UnclearDate(item.text()));
      return null;
    }
    if (item.is(Token.Kind.NUMBER) && draft.parts.isEmpty() && cursor.atEnd()) {
      incomplete(Draft.BARE, item.text(), item);
      return null;
    }
    if (item.is(Token.Kind.NUMBER) || item.is(Token.Kind.ORDINAL) || item.is(Token.Kind.TIME)) {
      draft.problem(new Problem.Bare(item.text()));
      return null;
    }
    if (item.senses().isEmpty()) {
      return item.is(Token.Kind.QUOTED) ? "\u201c" + item.text() + "\u201d" : item.text();
    }
    return word(item);
  }

  /** Half an answer to what was asked: only the number, or only the comparison. */
  private void incomplete(String operator, String value, Item item) {
    draft.problem(new Problem.Bare(item.text()));
    draft.deed(
        Condition.Leaf.of("recording", Draft.HOLE, operator, value),
        cursor.position() - 1,
        cursor.position());
  }

  private String word(Item item) {
    if (item.hasAny(Kind.OR, Kind.NOR)) {
      draft.joint(Joint.OR);
    } else if (item.has(Kind.BUT)) {
      draft.contrast();
    } else if (item.has(Kind.AND)) {
      draft.joint(Joint.AND);
    } else if (item.has(Kind.NOT)) {
      draft.negate();
    } else if (item.has(Kind.NEITHER)) {
      draft.neither();
    } else if (item.has(Kind.UNLIMITED)) {
      draft.period(Period.since(Period.UNLIMITED), item.text());
    } else if (item.has(Kind.VAGUE) && item.sense(Kind.VAGUE).argument(0).equals("date")) {
      draft.problem(new Problem.VagueDate(item.text()));
    } else if (item.has(Kind.OFFTOPIC)) {
      offTopic = true;
    } else if (item.has(Kind.REPLACE) && item.token().is("instead")) {
      modes.add(Mode.REPLACE);
    } else if (item.has(Kind.EXTEND) && cursor.atEnd()) {
      modes.add(Mode.EXTEND);
    } else if (item.has(Kind.WHATEVER) && !item.has(Kind.NOISE)) {
      modes.add(Mode.WHATEVER);
    } else if (modes.contains(Mode.REMOVE) && item.hasAny(Kind.PROP, Kind.METRIC)) {
      remove(item);
    } else if (item.has(Kind.TOPIC)) {
      named |= !asking || item.sense(Kind.TOPIC).argument(0).equals("recording");
      draft.filler();
    } else if (meaningless(item)) {
      draft.filler();
    } else if (item.has(Kind.COMPARE) && draft.parts.isEmpty() && cursor.atEnd()) {
      incomplete(item.sense(Kind.COMPARE).argument(0), Draft.HOLE, item);
    } else if (item.hasAny(Kind.PROP, Kind.METRIC) && anyOfIt()) {
      modes.add(Mode.REMOVE);
      remove(item);
    } else if (item.has(Kind.SEQUENCE) && ordered()) {
      draft.joint(Joint.AND);
    } else {
      named |=
          !asking
              && item.hasAny(
                  Kind.PROP,
                  Kind.METRIC,
                  Kind.SOURCE,
                  Kind.START,
                  Kind.LEAVE,
                  Kind.CLICKON,
                  Kind.BUTTON,
                  Kind.CAMPAIGN);
      return item.text();
    }
    return null;
  }

  private void remove(Item item) {
    Sense named = item.has(Kind.PROP) ? item.sense(Kind.PROP) : item.sense(Kind.METRIC);
    removed.add(named.argument(item.has(Kind.PROP) ? 1 : 0));
  }

  /** "Any country" asks for no country. */
  private boolean anyOfIt() {
    Item before = cursor.item(cursor.position() - 2);
    return before != null && before.token().is("any");
  }

  /** Whether the order says itself: a session starts with its first page and ends with its last. */
  private boolean ordered() {
    Node node = draft.last();
    boolean first =
        node != null
            && node.condition() instanceof Condition.Leaf leaf
            && leaf.key().startsWith("$entry_");
    return first || cursor.has(cursor.pastNoise(cursor.position()), Kind.LEAVE);
  }

  private boolean meaningless(Item item) {
    boolean command = !modes.isEmpty() && item.hasAny(Kind.FILTERWORD);
    named |= item.has(Kind.EVENTNOUN);
    return command
        || item.filler()
        || item.hasAny(
            Kind.EITHER,
            Kind.VISIT,
            Kind.VIEWVERB,
            Kind.IS,
            Kind.PAGENOUN,
            Kind.GREETING,
            Kind.NARROW,
            Kind.EVENTNOUN)
        || (item.has(Kind.SOURCE)
            && (draft.last() != null || (cursor.peek() != null && cursor.peek().period() != null)))
        || (item.has(Kind.NUMBER) && item.token().is("one"));
  }
}
