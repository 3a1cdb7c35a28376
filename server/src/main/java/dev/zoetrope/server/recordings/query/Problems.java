package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a query, in the form of upstream's validator: the refusal's text is a JSON
 * list with type, place, message and input of every problem (B-210).
 */
public final class Problems {
  private static final String HELP = "https://errors.pydantic.dev/2.10/v/";
  private final ArrayNode list = JsonNodeFactory.instance.arrayNode();

  /** Where a problem is: the parameter, then indexes and members. */
  public record Place(List<Object> steps) {
    public static Place of(Object... steps) {
      return new Place(List.of(steps));
    }

    /** A place within this one. */
    public Place in(Object... more) {
      List<Object> all = new ArrayList<>(steps);
      all.addAll(List.of(more));
      return new Place(List.copyOf(all));
    }
  }

  public void add(String type, Place place, String message, JsonNode input) {
    list.add(problem(type, place, message, input).put("url", HELP + type));
  }

  /** A problem whose message mentions a limit or the allowed values. */
  public void add(
      String type,
      Place place,
      String message,
      JsonNode input,
      String contextName,
      JsonNode about) {
    ObjectNode problem = problem(type, place, message, input);
    problem.putObject("ctx").set(contextName, about);
    list.add(problem.put("url", HELP + type));
  }

  /** A problem that no type of the validator describes. */
  public void value(Place place, String message, JsonNode input) {
    add(
        "value_error",
        place,
        "Value error, " + message,
        input,
        "error",
        JsonNodeFactory.instance.objectNode());
  }

  /** A value that is none of the allowed ones. */
  public void choice(String type, Place place, List<String> allowed, JsonNode input) {
    String expected = "'" + String.join("', '", allowed) + "'";
    int last = expected.lastIndexOf(", ");
    if (last > 0) {
      expected = expected.substring(0, last) + " or " + expected.substring(last + 2);
    }
    add(
        type,
        place,
        "Input should be " + expected,
        input,
        "expected",
        JsonNodeFactory.instance.textNode(expected));
  }

  /** How many problems there are so far. */
  public int count() {
    return list.size();
  }

  /** Refuses the query when there is a problem. */
  public void refuse() {
    if (!list.isEmpty()) {
      throw ApiException.of(ErrorCode.INVALID_INPUT, list.toString());
    }
  }

  private static ObjectNode problem(String type, Place place, String message, JsonNode input) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode().put("type", type);
    ArrayNode loc = problem.putArray("loc");
    for (Object step : place.steps()) {
      if (step instanceof Integer index) {
        loc.add(index);
      } else {
        loc.add(String.valueOf(step));
      }
    }
    problem.put("msg", message).set("input", input);
    return problem;
  }
}
