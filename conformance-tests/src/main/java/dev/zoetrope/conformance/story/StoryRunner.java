package dev.zoetrope.conformance.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Judge;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.remote.Capability;
import dev.zoetrope.conformance.remote.Wire;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import dev.zoetrope.conformance.story.Story.Chapter;
import dev.zoetrope.conformance.story.Story.Expectation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells stories to a target. Every exchange is held against the contract, besides what the story
 * expects: the request unless it is broken on purpose, the answer always.
 */
public final class StoryRunner {
  private final Contract contract;
  private final Judge judge;
  private final Wire wire;
  private final Consumer<Exchange> listener;

  /** Tells the listener of every exchange. */
  public StoryRunner(Contract contract, Judge judge, Wire wire, Consumer<Exchange> listener) {
    this.contract = contract;
    this.judge = judge;
    this.wire = wire;
    this.listener = listener;
  }

  /** One case for each chapter; a single one when the story cannot begin. */
  public List<Case> tell(StoryReader.Named named) {
    Story story = named.story();
    Set<Capability> needed =
        story.needs().stream()
            .map(
                label ->
                    Capability.of(label)
                        .orElseThrow(() -> new IllegalArgumentException("no capability " + label)))
            .collect(Collectors.toSet());
    if (!wire.target().has(needed)) {
      return List.of(
          new Case(named.name(), story.story(), Outcome.NOT_PROVED, "the target lacks " + needed));
    }
    Telling telling = new Telling();
    List<Case> cases = new ArrayList<>();
    try {
      for (Chapter chapter : story.prologue()) {
        List<String> wrong = telling.attempt(chapter);
        if (!wrong.isEmpty()) {
          String why = "the prologue fails at \"" + chapter.title() + "\": " + lines(wrong);
          return List.of(new Case(named.name(), story.story(), Outcome.FAILED, why));
        }
      }
      for (Chapter chapter : story.chapters()) {
        cases.add(result(named.name(), chapter, telling.attempt(chapter)));
      }
    } finally {
      for (Chapter chapter : story.epilogue()) {
        List<String> wrong = telling.attempt(chapter);
        if (!wrong.isEmpty()) {
          cases.add(result(named.name(), chapter, wrong));
        }
      }
    }
    return cases;
  }

  private static Case result(String story, Chapter chapter, List<String> wrong) {
    return Case.of(story, chapter.title(), wrong);
  }

  private static String lines(List<String> wrong) {
    return String.join("\n", wrong);
  }

  /** One story being told: what it knows by now. */
  private final class Telling {
    private final Variables variables = new Variables();

    Telling() {
      wire.target().projectToken().ifPresent(token -> variables.put("token", token));
      wire.target()
          .login()
          .ifPresent(
              login -> {
                variables.put("email", login.email());
                variables.put("password", login.password());
              });
    }

    List<String> attempt(Chapter chapter) {
      try {
        if (chapter.recording() != null) {
          return record(chapter.recording());
        }
        return exchange(chapter);
      } catch (RuntimeException e) {
        return List.of(e.toString());
      }
    }

    private List<String> record(String distinctId) {
      Recorded recorded = Recorded.of(variables.text(distinctId), wire.target());
      Exchange exchange =
          wire.send(contract.operation("captureSnapshots"), recorded.request(), Map.of());
      listener.accept(exchange);
      variables.put("recording", recorded.sessionId());
      return exchange.status() == 200
          ? List.of()
          : List.of("the recording was refused: " + exchange.status() + " " + exchange.text());
    }

    private List<String> exchange(Chapter chapter) {
      Operation operation = contract.operation(chapter.operation());
      Exchange.Sent sent = new Envelope(variables).seal(operation, chapter);
      Exchange exchange = wire.send(operation, sent, credentials(chapter));
      listener.accept(exchange);
      List<String> wrong = new ArrayList<>();
      judge.response(exchange).forEach(w -> wrong.add("the answer breaks the contract: " + w));
      if (!chapter.broken()) {
        judge.request(exchange).forEach(w -> wrong.add("the request breaks the contract: " + w));
      }
      wrong.addAll(unexpected(chapter.expect(), exchange));
      if (wrong.isEmpty()) {
        chapter.capture().forEach((name, from) -> capture(name, from, exchange));
      } else {
        wrong.add("answer: " + exchange.status() + " " + shortened(exchange.text()));
      }
      return wrong;
    }

    private Map<String, String> credentials(Chapter chapter) {
      return switch (chapter.as()) {
        case "anonymous" -> Map.of();
        case "owner" -> wire.ownerCredentials();
        case "session" -> Map.of("Cookie", variables.text("${session}"));
        default -> Map.of("Authorization", "Bearer " + variables.text(chapter.as()));
      };
    }

    private List<String> unexpected(Expectation expected, Exchange exchange) {
      List<String> wrong = new ArrayList<>();
      if (exchange.status() != expected.status()) {
        wrong.add("expected status " + expected.status() + ", got " + exchange.status());
        return wrong;
      }
      if (expected.mediaType() != null
          && !expected.mediaType().equals(exchange.mediaType().orElse(""))) {
        wrong.add("expected " + expected.mediaType() + ", got " + exchange.header("Content-Type"));
      }
      new LinkedHashMap<>(expected.headers())
          .forEach(
              (name, value) -> {
                String actual = exchange.header(name).orElse(null);
                String wanted = value == null ? null : variables.text(value);
                if (!fits(wanted, actual)) {
                  wrong.add("header " + name + ": expected " + wanted + ", got " + actual);
                }
              });
      if (expected.body() != null) {
        wrong.addAll(Expected.differences(variables.tree(expected.body()), exchange.json()));
      }
      if (expected.text() != null && !fits(variables.text(expected.text()), exchange.text())) {
        wrong.add("expected the text " + expected.text());
      }
      return wrong;
    }

    private void capture(String name, String from, Exchange exchange) {
      if (from.startsWith("header:")) {
        String value = exchange.header(from.substring("header:".length())).orElseThrow();
        // Of a cookie, what a browser sends back.
        variables.put(
            name,
            from.equalsIgnoreCase("header:Set-Cookie") ? value.replaceFirst(";.*", "") : value);
        return;
      }
      JsonNode value = exchange.json().at(from);
      if (value.isMissingNode()) {
        throw new IllegalArgumentException("the answer has no " + from);
      }
      variables.put(name, value);
    }
  }

  private static boolean fits(String expected, String actual) {
    if (expected == null || actual == null) {
      return expected == null && actual == null;
    }
    return expected.startsWith("~")
        ? Pattern.compile(expected.substring(1), Pattern.DOTALL).matcher(actual).matches()
        : expected.equals(actual);
  }

  private static String shortened(String text) {
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "...";
  }
}
