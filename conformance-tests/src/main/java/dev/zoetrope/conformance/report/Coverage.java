package dev.zoetrope.conformance.report;

import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which documented answers were seen: operation x status x media type. */
public final class Coverage {
  /**
   * One answer that the document promises.
   *
   * @param operation its operationId
   * @param status as documented, {@code 5XX} included
   * @param mediaType empty without a body
   */
  public record Answer(String operation, String status, String mediaType)
      implements Comparable<Answer> {
    @Override
    public int compareTo(Answer other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return operation + " " + status + (mediaType.isEmpty() ? "" : " " + mediaType);
    }
  }

  private final Map<Answer, Integer> seen = new TreeMap<>();

  /** Nothing of this document was seen so far. */
  public Coverage(Contract contract) {
    for (Operation operation : contract.operations()) {
      operation
          .answers()
          .forEach(
              (status, types) -> {
                if (types.isEmpty()) {
                  seen.put(new Answer(operation.id(), status, ""), 0);
                }
                types.forEach(
                    type -> seen.put(new Answer(operation.id(), status, essence(type)), 0));
              });
    }
  }

  /** Counts an answer; one that is not documented is the judge's business. */
  public synchronized void saw(Exchange exchange) {
    exchange
        .operation()
        .response(exchange.status())
        .ifPresent(
            response -> {
              String id = exchange.operation().id();
              String type = exchange.body().length == 0 ? "" : exchange.mediaType().orElse("");
              for (String candidate : List.of(type, "*/*", "")) {
                Answer answer = new Answer(id, response.getKey(), candidate);
                if (seen.computeIfPresent(answer, (key, count) -> count + 1) != null) {
                  return;
                }
              }
            });
  }

  /** How many answers are documented. */
  public int documented() {
    return seen.size();
  }

  /** What was never seen. */
  public synchronized List<Answer> missing() {
    List<Answer> missing = new ArrayList<>();
    seen.forEach(
        (answer, count) -> {
          if (count == 0) {
            missing.add(answer);
          }
        });
    return missing;
  }

  /** Every answer with how often it was seen. */
  public synchronized Map<Answer, Integer> counts() {
    return new TreeMap<>(seen);
  }

  private static String essence(String mediaType) {
    return mediaType.replaceFirst(";.*", "").strip();
  }
}
