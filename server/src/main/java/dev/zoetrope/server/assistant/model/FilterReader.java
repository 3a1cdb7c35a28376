package dev.zoetrope.server.assistant.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.assistant.filters.Condition;
import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.FilterAnswer;
import dev.zoetrope.server.assistant.filters.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a model's filter and trusts none of it: what is not a filter that the list can execute is
 * refused, so that the worst that can come of a message is a wrong filter.
 */
final class FilterReader implements Conversations.Reader<FilterAnswer> {
  private static final Set<String> TYPES =
      Set.of("event", "person", "session", "recording", "log_entry");
  private static final Set<String> OPERATORS =
      Set.of(
          "exact",
          "is_not",
          "icontains",
          "not_icontains",
          "regex",
          "not_regex",
          "gt",
          "gte",
          "lt",
          "lte",
          "is_set",
          "is_not_set",
          "between",
          "not_between");
  private static final Set<String> UNARY = Set.of("is_set", "is_not_set");
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}_$ .:/-]{1,200}");
  private static final Pattern DATE =
      Pattern.compile("-\\d{1,4}[hdwmyM]|\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2})?Z?)?");
  private static final Pattern PROSE = Pattern.compile("[^<>\\p{Cntrl}]{1,400}");
  private static final int MOST_CONDITIONS = 50;
  private static final int MOST_VALUES = 100;
  private static final int LONGEST_VALUE = 500;
  private static final int DEEPEST = 4;

  private final ObjectMapper json;
  private int conditions;

  FilterReader(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public FilterAnswer read(String text) throws ModelFailure {
    conditions = 0;
    JsonNode answer;
    try {
      answer = json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ModelFailure("it is no JSON");
    }
    JsonNode data = answer.path("data");
    if (answer.path("result").asText().equals("question")) {
      String question = data.path("question").asText();
      if (!PROSE.matcher(question).matches() || question.contains("://")) {
        throw new ModelFailure("data.question must be a short question in plain words");
      }
      return new FilterAnswer.Question(question);
    }
    if (!answer.path("result").asText().equals("filter")) {
      throw new ModelFailure("result must be filter or question");
    }
    return new FilterAnswer.Filters(period(data), group(data.path("filter_group"), 0));
  }

  private static Period period(JsonNode data) throws ModelFailure {
    String from = data.path("date_from").asText();
    String to = data.path("date_to").asText(Period.OPEN);
    to = to.isEmpty() ? Period.OPEN : to;
    boolean good =
        (DATE.matcher(from).matches() || from.equals(Period.UNLIMITED))
            && (DATE.matcher(to).matches() || to.equals(Period.OPEN));
    if (!good) {
      throw new ModelFailure("dates are -5d, -5h, YYYY-MM-DD, all, or null for an open end");
    }
    return new Period(from, to);
  }

  private Condition condition(JsonNode node, int depth) throws ModelFailure {
    if (++conditions > MOST_CONDITIONS) {
      throw new ModelFailure("there are too many conditions");
    }
    if (node.path("values").isArray()) {
      return group(node, depth);
    }
    boolean negated = node.path("negation").asBoolean();
    if (node.path("type").asText().equals("events")) {
      String event = node.path("id").asText();
      List<Leaf> properties = new ArrayList<>();
      for (JsonNode property : node.path("properties")) {
        conditions++;
        properties.add(leaf(property));
      }
      if (!KEY.matcher(event).matches() || properties.size() > MOST_CONDITIONS) {
        throw new ModelFailure("an event needs its name as id");
      }
      return new Happened(event, properties, negated);
    }
    return leaf(node);
  }

  private Condition group(JsonNode node, int depth) throws ModelFailure {
    String type = node.path("type").asText();
    if (depth > DEEPEST
        || !(type.equals("AND") || type.equals("OR"))
        || !node.path("values").isArray()) {
      throw new ModelFailure("groups have type AND or OR, and values");
    }
    List<Condition> members = new ArrayList<>();
    for (JsonNode member : node.get("values")) {
      members.add(condition(member, depth + 1));
    }
    return type.equals("AND") ? Condition.all(members) : Condition.any(members);
  }

  private static Leaf leaf(JsonNode node) throws ModelFailure {
    String key = node.path("key").asText();
    String type = node.path("type").asText();
    String operator = node.path("operator").asText();
    if (!KEY.matcher(key).matches() || !TYPES.contains(type) || !OPERATORS.contains(operator)) {
      throw new ModelFailure(
          "a condition has a key, a type of " + TYPES + " and an operator of " + OPERATORS);
    }
    List<String> values = new ArrayList<>();
    for (JsonNode value : node.path("value")) {
      values.add(value.asText());
    }
    boolean ranged = operator.endsWith("between");
    boolean counted =
        UNARY.contains(operator)
            ? values.isEmpty()
            : ranged ? values.size() == 2 : !values.isEmpty();
    boolean plain =
        values.stream()
            .allMatch(value -> value.length() <= LONGEST_VALUE && value.indexOf('\0') < 0);
    if (!counted || !plain || values.size() > MOST_VALUES) {
      throw new ModelFailure("value is a list of short texts, empty for is_set");
    }
    boolean figure =
        type.equals("recording") && !key.equals("viewed") && !key.equals("snapshot_source");
    if (figure
        && !values.stream().allMatch(value -> value.matches("-?\\d{1,12}(?:\\.\\d{1,6})?"))) {
      throw new ModelFailure("figures of recordings are compared with numbers");
    }
    if (operator.endsWith("regex") && !values.stream().allMatch(ExpressionReader::portable)) {
      throw new ModelFailure("expressions are RE2");
    }
    return new Leaf(key, type, operator, values, node.path("negation").asBoolean());
  }
}
