package dev.zoetrope.server.assistant;

import dev.zoetrope.api.model.AiCondition;
import dev.zoetrope.api.model.AiConditionGroup;
import dev.zoetrope.api.model.AiFilterGroup;
import dev.zoetrope.api.model.AiFilters;
import dev.zoetrope.api.model.AiFiltersData;
import dev.zoetrope.api.model.AiFiltersRequest;
import dev.zoetrope.api.model.AiMessage;
import dev.zoetrope.server.assistant.filters.Condition;
import dev.zoetrope.server.assistant.filters.Condition.AllOf;
import dev.zoetrope.server.assistant.filters.Condition.AnyOf;
import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.FilterAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Filters as the contract writes them: groups of groups, all four members, dates as texts (B-421).
 */
final class FilterAnswers {
  private FilterAnswers() {}

  static List<Message> messages(AiFiltersRequest request) {
    return request.getMessages().stream()
        .map(
            message ->
                new Message(message.getRole() == AiMessage.RoleEnum.USER, message.getContent()))
        .toList();
  }

  static AiFilters of(FilterAnswer answer) {
    if (answer instanceof FilterAnswer.Question question) {
      AiFilterGroup nothing =
          new AiFilterGroup().type(AiFilterGroup.TypeEnum.AND).values(List.of());
      return new AiFilters()
          .result(AiFilters.ResultEnum.QUESTION)
          .data(
              new AiFiltersData()
                  .question(question.text())
                  .dateFrom("")
                  .dateTo("")
                  .filterGroup(nothing));
    }
    FilterAnswer.Filters filters = (FilterAnswer.Filters) answer;
    return new AiFilters()
        .result(AiFilters.ResultEnum.FILTER)
        .data(
            new AiFiltersData()
                .question("")
                .dateFrom(filters.period().from())
                .dateTo(filters.period().to())
                .filterGroup(outer(filters.condition())));
  }

  /** Alternatives are one group each; plain conditions share one, and mixed ones follow it. */
  private static AiFilterGroup outer(Condition condition) {
    if (condition instanceof AnyOf any) {
      return new AiFilterGroup()
          .type(AiFilterGroup.TypeEnum.OR)
          .values(any.members().stream().map(FilterAnswers::conjunction).toList());
    }
    List<Condition> plain = new ArrayList<>();
    List<AiConditionGroup> groups = new ArrayList<>();
    for (Condition member : members(condition)) {
      if (member instanceof AnyOf any) {
        groups.add(
            new AiConditionGroup()
                .type(AiConditionGroup.TypeEnum.OR)
                .values(any.members().stream().map(FilterAnswers::inner).toList()));
      } else {
        plain.add(member);
      }
    }
    if (!plain.isEmpty() || groups.isEmpty()) {
      groups.add(0, conjunction(new AllOf(plain)));
    }
    return new AiFilterGroup().type(AiFilterGroup.TypeEnum.AND).values(groups);
  }

  private static AiConditionGroup conjunction(Condition condition) {
    return new AiConditionGroup()
        .type(AiConditionGroup.TypeEnum.AND)
        .values(members(condition).stream().map(FilterAnswers::inner).toList());
  }

  private static List<Condition> members(Condition condition) {
    return condition instanceof AllOf all ? all.members() : List.of(condition);
  }

  private static AiCondition inner(Condition condition) {
    if (condition instanceof Leaf leaf) {
      return property(leaf);
    }
    if (condition instanceof Happened event) {
      return event(event);
    }
    List<Condition> members =
        condition instanceof AllOf all ? all.members() : ((AnyOf) condition).members();
    return new AiCondition()
        .type(condition instanceof AllOf ? AiCondition.TypeEnum.AND : AiCondition.TypeEnum.OR)
        .values(members.stream().map(FilterAnswers::inner).toList());
  }

  private static AiCondition event(Happened event) {
    if (event.properties().isEmpty()) {
      return property(new Leaf(event.event(), "event", "is_set", List.of(), event.negated()));
    }
    return negated(
        new AiCondition()
            .id(event.event())
            .name(event.event())
            .type(AiCondition.TypeEnum.EVENTS)
            .properties(event.properties().stream().map(FilterAnswers::property).toList()),
        event.negated());
  }

  private static AiCondition property(Leaf leaf) {
    return negated(
        new AiCondition()
            .key(leaf.key())
            .type(AiCondition.TypeEnum.fromValue(leaf.type()))
            .value(leaf.values())
            .operator(AiCondition.OperatorEnum.fromValue(leaf.operator())),
        leaf.negated());
  }

  private static AiCondition negated(AiCondition condition, boolean negated) {
    return negated ? condition.negation(true) : condition;
  }
}
