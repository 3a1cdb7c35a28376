package dev.zoetrope.server.assistant.regex;

import dev.zoetrope.server.assistant.regex.Complement.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What texts start with, end with, contain or are, and are not. */
final class RelationReading implements Reading {
  private static final Set<String> SUBJECTS =
      Set.copyOf(
          Stream.of(
                  "url urls page pages path paths string strings text texts line lines log logs value values file files name names filename filenames word words anything everything entry entries event events session sessions request requests message messages link links email emails user users title titles slug slugs id ids item items result results either together somewhere anywhere inside website websites address addresses route routes number endpoint endpoints host hosts domains at the end beginning start very whole also then character characters letter again case")
              .flatMap(words -> Stream.of(words.split(" ")))
              .toList());

  /**
   * One relation with its texts.
   *
   * @param all whether all of them must be there, not one of them
   */
  private record Relation(String kind, List<Part> parts, boolean negated, boolean all) {}

  @Override
  public Candidate read(Description description) {
    List<Relation> relations = relations(description);
    if (relations == null || relations.isEmpty()) {
      return null;
    }
    List<String> matches = new ArrayList<>();
    List<String> others = new ArrayList<>();
    String expression =
        relations.stream().anyMatch(Relation::negated) ? negative(relations) : positive(relations);
    if (expression == null) {
      return null;
    }
    samples(relations, matches, others);
    return new Candidate(expression, matches, others);
  }

  private static List<Relation> relations(Description description) {
    List<Word> words = description.words();
    List<Relation> relations = new ArrayList<>();
    String kind = null;
    boolean negated = false;
    boolean both = false;
    for (int i = 0; i < words.size(); ) {
      Word word = words.get(i);
      if (word.is("NOT") || word.is("NEITHER")) {
        negated = true;
        i++;
      } else if (word.is("START")
          || word.is("END")
          || word.is("HAS")
          || word.is("IS")
          || word.is("WHOLEWORD")) {
        // "is not" and "has to start with": the stronger word counts.
        kind = word.is("IS") && kind != null ? kind : word.plain();
        i++;
      } else if (word.is("BOTH")) {
        both = true;
        i++;
      } else if (skipped(word)
          && !(kind != null && word.is(Word.Kind.WORD) && closes(words, i + 1))) {
        i++;
      } else {
        List<Part> parts = new ArrayList<>();
        boolean[] and = {both};
        boolean listed = words.stream().anyMatch(other -> other.is("OR"));
        if (kind == null
            && words.stream().noneMatch(other -> other.is("WHOLEWORD"))
            && word.is(Word.Kind.WORD)
            && CharacterKinds.at(words, i) == null
            && !(relations.isEmpty() && listed && i == 0)) {
          // Words that no relation introduces are not texts to look for.
          return null;
        }
        int end = operands(description, i, parts, and);
        if (parts.isEmpty()) {
          return null;
        }
        String meant = behind(words, end, kind);
        if (meant == null && end == words.size() - 1 && words.get(end).is("IS")) {
          meant = "IS";
          end++;
        }
        relations.add(
            new Relation(meant == null ? bare(parts) : meant, parts, negated, and[0] && !negated));
        i = end;
        while (i < words.size() && words.get(i).is("WHOLEWORD")) {
          i++;
        }
        int then =
            i < words.size() && (words.get(i).is("AND") || words.get(i).is(Word.Kind.COMMA))
                ? i + 1
                : i;
        boolean goesOn = then < words.size() && words.get(then).is("NOT");
        negated = false;
        both = false;
        kind = goesOn ? kind : null;
      }
    }
    return relations;
  }

  /** Whether the operand ends here, so that what stands before is it. */
  private static boolean closes(List<Word> words, int i) {
    return i == words.size()
        || words.get(i).is(Word.Kind.COMMA)
        || words.get(i).is("OR")
        || words.get(i).is("AND")
        || words.get(i).is("NOT");
  }

  private static boolean skipped(Word word) {
    return word.is(Word.Kind.COMMA)
        || (word.is(Word.Kind.KEYWORD)
            && Set.of("AND", "OR", "FROM", "ONLY", "EXAMPLE", "TO", "THEN", "DOMAIN")
                .contains(word.plain()))
        || (word.is(Word.Kind.WORD)
            && (KnownTypes.NOISE.contains(word.plain()) || SUBJECTS.contains(word.plain())));
  }

  /** "cat as a whole word". */
  private static String behind(List<Word> words, int end, String kind) {
    return end < words.size() && words.get(end).is("WHOLEWORD") ? "WHOLEWORD" : kind;
  }

  /**
   * Addresses are looked for, other texts too: a filter finds anywhere what it is not told to
   * anchor.
   */
  private static String bare(List<Part> parts) {
    return parts.stream().anyMatch(part -> part.literal() == null) ? "IS" : "HAS";
  }

  private static int operands(Description description, int from, List<Part> parts, boolean[] and) {
    List<Word> words = description.words();
    int i = from;
    int end = from;
    while (i < words.size()) {
      int at = i;
      while (introduces(words, at)) {
        at++;
      }
      int next = operand(description, at, parts);
      if (next < 0) {
        break;
      }
      end = next;
      i = next;
      int joint = i;
      boolean joined = false;
      while (joint < words.size()
          && (words.get(joint).is(Word.Kind.COMMA)
              || words.get(joint).is("OR")
              || words.get(joint).is("AND"))) {
        and[0] |= words.get(joint).is("AND");
        joined = true;
        joint++;
      }
      if (!joined || joint >= words.size() || !operandFollows(description, joint)) {
        break;
      }
      i = joint;
    }
    return end;
  }

  /** An article or "the word", with the text itself behind it. */
  private static boolean introduces(List<Word> words, int at) {
    return at + 1 < words.size()
        && words.get(at).is(Word.Kind.WORD)
        && (words.get(at).plain().matches("a|an|the|either|any")
            || SUBJECTS.contains(words.get(at).plain()))
        && !words.get(at + 1).is(Word.Kind.KEYWORD)
        && !words.get(at + 1).is(Word.Kind.COMMA);
  }

  private static boolean operandFollows(Description description, int i) {
    int at = i;
    List<Word> words = description.words();
    while (introduces(words, at)) {
      at++;
    }
    return at < words.size() && operand(description, at, new ArrayList<>()) >= 0;
  }

  /** Adds the text at this place; returns where it ends, or -1. */
  private static int operand(Description description, int from, List<Part> parts) {
    List<Word> words = description.words();
    if (from >= words.size()) {
      return -1;
    }
    Word word = words.get(from);
    boolean answer =
        word.is("NOT")
            && word.text().equals("no")
            && (from + 1 == words.size()
                || words.get(from + 1).is("OR")
                || words.get(from + 1).is(Word.Kind.COMMA))
            && from > 0;
    if (word.is(Word.Kind.LITERAL) || answer) {
      parts.add(Part.of(word.text(), description.anyCase()));
      return from + 1;
    }
    Count count = Count.at(words, from);
    if (count != null) {
      CharacterKinds.Found kind = CharacterKinds.at(words, count.next());
      if (kind == null) {
        if (word.is(Word.Kind.NUMBER)) {
          parts.add(Part.of(word.text(), false));
          return from + 1;
        }
        return -1;
      }
      boolean least = count.most() < 0;
      String one = kind.expression();
      String expression =
          least && count.least() > 1
              ? one + ("(?:[\\s\\S]*" + one + ")").repeat(Math.min(count.least() - 1, 20))
              : one + count.quantifier();
      parts.add(Part.kind(expression, kind.sample().repeat(Math.max(1, count.least()))));
      return count.next() + kind.length();
    }
    CharacterKinds.Found kind = CharacterKinds.at(words, from);
    if (kind != null && !kind.set().isEmpty()) {
      parts.add(Part.kind(kind.expression(), kind.sample()));
      return from + kind.length();
    }
    StringBuilder text = new StringBuilder();
    int i = from;
    while (i < words.size() && words.get(i).is(Word.Kind.WORD)) {
      text.append(text.isEmpty() ? "" : " ").append(words.get(i).text());
      i++;
    }
    if (text.isEmpty()) {
      return -1;
    }
    parts.add(Part.of(text.toString(), description.anyCase()));
    return i;
  }

  private static String positive(List<Relation> relations) {
    String start = "";
    String end = "";
    List<String> inside = new ArrayList<>();
    for (Relation relation : relations) {
      List<String> expressions = relation.parts.stream().map(Part::expression).toList();
      String one = Escape.oneOf(expressions);
      switch (relation.kind) {
        case "IS" -> {
          return relations.size() == 1 ? "^" + one + "$" : null;
        }
        case "START" -> start = one;
        case "END" -> end = one;
        case "WHOLEWORD" -> inside.add("\\b" + one + "\\b");
        default -> {
          if (relation.all && expressions.size() > 1) {
            inside.addAll(expressions);
          } else {
            inside.add(one);
          }
        }
      }
    }
    String any = "[\\s\\S]*";
    if (inside.size() > 3) {
      return null;
    }
    String middle =
        inside.isEmpty()
            ? ""
            : Escape.oneOf(orders(inside).stream().map(order -> String.join(any, order)).toList());
    boolean only = inside.size() == 1 && start.isEmpty() && end.isEmpty() && relations.size() == 1;
    if (only) {
      Relation relation = relations.get(0);
      return relation.kind.equals("WHOLEWORD")
          ? inside.get(0)
          : String.join("|", relation.parts.stream().map(Part::expression).toList());
    }
    if (start.isEmpty() && end.isEmpty()) {
      return middle;
    }
    String head = start.isEmpty() ? "" : "^" + start;
    String tail = end.isEmpty() ? "" : end + "$";
    if (middle.isEmpty()) {
      return head.isEmpty() || tail.isEmpty() ? head + tail : head + any + tail;
    }
    return head + (head.isEmpty() ? "" : any) + middle + (tail.isEmpty() ? "" : any) + tail;
  }

  private static List<List<String>> orders(List<String> texts) {
    if (texts.size() == 1) {
      return List.of(texts);
    }
    List<List<String>> orders = new ArrayList<>();
    for (String first : texts) {
      List<String> rest = new ArrayList<>(texts);
      rest.remove(first);
      for (List<String> order : orders(rest)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  private static String negative(List<Relation> relations) {
    boolean kinds =
        relations.stream()
            .flatMap(relation -> relation.parts.stream())
            .anyMatch(part -> part.literal() == null);
    if (kinds) {
      return relations.size() == 1 ? withoutKinds(relations.get(0)) : null;
    }
    List<Complement.Condition> conditions = new ArrayList<>();
    for (Relation relation : relations) {
      Where where =
          switch (relation.kind) {
            case "START" -> Where.START;
            case "END" -> Where.END;
            case "IS" -> Where.WHOLE;
            default -> Where.ANYWHERE;
          };
      List<String> texts = relation.parts.stream().map(Part::literal).toList();
      if (relation.all) {
        texts.forEach(
            text -> conditions.add(new Complement.Condition(List.of(text), where, false)));
      } else {
        conditions.add(new Complement.Condition(texts, where, relation.negated));
      }
    }
    return Complement.expression(conditions);
  }

  private static String withoutKinds(Relation relation) {
    StringBuilder set = new StringBuilder();
    for (Part part : relation.parts) {
      String expression = part.expression();
      boolean one =
          expression.startsWith("[") && expression.indexOf(']') == expression.length() - 1;
      if ((!one && expression.length() > 2) || part.samples().get(0).length() != 1) {
        return null;
      }
      set.append(one ? expression.substring(1, expression.length() - 1) : expression);
    }
    return switch (relation.kind) {
      case "START" -> "^(?:[^" + set + "][\\s\\S]*)?$";
      case "END" -> "^(?:[\\s\\S]*[^" + set + "])?$";
      default -> "^[^" + set + "]*$";
    };
  }

  /** Texts made of the parts themselves, so that an expression that forgets one is found out. */
  private static void samples(List<Relation> relations, List<String> matches, List<String> others) {
    StringBuilder good = new StringBuilder();
    String end = "";
    boolean whole = false;
    for (Relation relation : relations) {
      String sample = relation.parts.get(0).samples().get(0);
      if (relation.negated) {
        others.add(sample);
      } else if (relation.kind.equals("END")) {
        end = sample;
      } else if (relation.kind.equals("START") || relation.kind.equals("IS")) {
        good.insert(0, sample);
        whole |= relation.kind.equals("IS");
      } else {
        good.append(good.isEmpty() ? "" : " ")
            .append(
                relation.all
                    ? String.join(
                        " ", relation.parts.stream().map(part -> part.samples().get(0)).toList())
                    : sample);
      }
    }
    good.append(end);
    boolean negatedOnly = relations.stream().allMatch(Relation::negated);
    if (relations.stream().noneMatch(Relation::negated)) {
      matches.add(good.toString());
      others.add(whole ? good + "\u00e9" : "\u00e9");
    } else if (negatedOnly) {
      matches.add("\u00e9");
    }
  }
}
