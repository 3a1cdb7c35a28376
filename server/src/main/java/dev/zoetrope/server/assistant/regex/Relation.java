package dev.zoetrope.server.assistant.regex;

import dev.zoetrope.server.assistant.regex.Complement.Where;
import java.util.ArrayList;
import java.util.List;

/**
 * One relation with its texts.
 *
 * @param kind START, END, HAS, IS or WHOLEWORD
 * @param all whether all of them must be there, not one of them
 */
record Relation(String kind, List<Part> parts, boolean negated, boolean all) {
  static String positive(List<Relation> relations) {
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

  static String negative(List<Relation> relations) {
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
    String expression = Complement.expression(conditions);
    return expression == null ? apart(conditions) : expression;
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
  static void samples(List<Relation> relations, List<String> matches, List<String> others) {
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

  /**
   * A text that must be there between texts that must not: when none of them can begin in one and
   * end in the other, what comes before and what comes after can be said by themselves.
   */
  private static String apart(List<Complement.Condition> conditions) {
    List<Complement.Condition> wanted = conditions.stream().filter(c -> !c.negated()).toList();
    List<Complement.Condition> unwanted =
        conditions.stream().filter(Complement.Condition::negated).toList();
    boolean plain =
        wanted.size() == 1
            && conditions.stream().allMatch(condition -> condition.where() == Where.ANYWHERE)
            && unwanted.stream()
                .flatMap(condition -> condition.texts().stream())
                .allMatch(no -> wanted.get(0).texts().stream().noneMatch(yes -> overlap(yes, no)));
    String rest = plain ? Complement.expression(unwanted) : null;
    if (rest == null) {
      return null;
    }
    String around = rest.substring(1, rest.length() - 1);
    String one = Escape.oneOf(wanted.get(0).texts().stream().map(Escape::literal).toList());
    return "^" + grouped(around) + one + grouped(around) + "$";
  }

  private static String grouped(String expression) {
    return "(?:" + expression + ")";
  }

  private static boolean overlap(String yes, String no) {
    if (yes.contains(no) || no.contains(yes)) {
      return true;
    }
    for (int i = 1; i < Math.min(yes.length(), no.length()); i++) {
      if (yes.startsWith(no.substring(no.length() - i))
          || no.startsWith(yes.substring(yes.length() - i))) {
        return true;
      }
    }
    return false;
  }
}
