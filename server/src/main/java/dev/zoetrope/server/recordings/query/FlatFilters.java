package dev.zoetrope.server.recordings.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.FilterParser;
import dev.zoetrope.server.recordings.query.Problems.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The lists of filters that are parameters of their own, joined by {@code operand} (B-247). */
final class FlatFilters {
  private final StrictParameters parameters;
  private final FilterParser parser;
  private final List<Filter> filters = new ArrayList<>();

  FlatFilters(StrictParameters parameters, Problems problems, Instant now) {
    this.parameters = parameters;
    this.parser = new FilterParser(problems, now);
  }

  Filter read() {
    boolean any = parameters.choice("operand", "enum", List.of("AND", "OR"), "AND").equals("OR");
    for (String name : List.of("events", "actions")) {
      List<JsonNode> nodes = parameters.list(name);
      for (int i = 0; i < nodes.size(); i++) {
        parser.entity(Place.of(name, i), nodes.get(i)).ifPresent(filters::add);
      }
    }
    List<JsonNode> properties = parameters.list("properties");
    for (int i = 0; i < properties.size(); i++) {
      parser.property(Place.of("properties", i), properties.get(i)).ifPresent(filters::add);
    }
    parser
        .console("console_log_filters", parameters.list("console_log_filters"), any)
        .ifPresent(filters::add);
    return filters.isEmpty() ? Filter.ALL : any ? Filter.any(filters) : Filter.all(filters);
  }
}
