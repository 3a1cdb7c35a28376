package dev.zoetrope.server.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that is an operation of its own, such as {@code bulk_delete}, is nobody's id: by other
 * methods than its own it is 405, not the object of that name (B-024).
 */
@ServerFilter("/api/**")
class ReservedNames implements Ordered {
  private static final Pattern OBJECT = Pattern.compile("(.*/)\\{[^/]*}/");

  /** By the path template of objects: the names beside them, and the methods of each. */
  private final Map<String, Map<String, Set<String>>> names = new HashMap<>();

  private final Contract contract;
  private final ErrorAnswers answers;

  ReservedNames(Contract contract, ErrorAnswers answers) {
    this.contract = contract;
    this.answers = answers;
    for (Contract.Operation object : contract.operations()) {
      Matcher template = OBJECT.matcher(object.path());
      if (template.matches()) {
        names.put(object.path(), namesBelow(template.group(1)));
      }
    }
  }

  private Map<String, Set<String>> namesBelow(String parent) {
    Map<String, Set<String>> found = new HashMap<>();
    for (Contract.Operation operation : contract.operations()) {
      String path = operation.path();
      if (path.startsWith(parent) && path.length() > parent.length()) {
        String rest = path.substring(parent.length(), path.length() - 1);
        if (rest.indexOf('/') < 0 && rest.indexOf('{') < 0) {
          found
              .computeIfAbsent(rest, name -> new TreeSet<>())
              .add(operation.method().toUpperCase(Locale.ROOT));
        }
      }
    }
    return found;
  }

  @RequestFilter
  @Nullable
  HttpResponse<?> refuse(HttpRequest<?> request) {
    return contract
        .operationOf(request)
        .map(operation -> names.get(operation.path()))
        .map(reserved -> reserved.get(lastName(request.getPath())))
        .map(methods -> answers.answer(request, 405).header("Allow", String.join(", ", methods)))
        .orElse(null);
  }

  @Override
  public int getOrder() {
    return FilterOrder.AUTHENTICATION - 1;
  }

  private static String lastName(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }
}
