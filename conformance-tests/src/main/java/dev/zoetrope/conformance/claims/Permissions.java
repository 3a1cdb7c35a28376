package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.claims.Evidence.Attempt;
import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may call what, as the document declares it by {@code security} and the required scopes. */
public final class Permissions {
  /** The security schemes of the document. */
  public static final String KEY = "personalApiKey";

  public static final String SESSION = "sessionCookie";
  public static final String SHARE = "sharingAccessToken";
  public static final String TOKEN = "projectToken";
  public static final String NOBODY = "";

  private Permissions() {}

  /** Whether the operation opens for this means. */
  public static boolean opens(Operation operation, String means, Set<String> scopes) {
    boolean anybody =
        operation.security().isEmpty() || operation.security().stream().anyMatch(JsonNode::isEmpty);
    if (anybody) {
      return true;
    }
    return operation.accepts(means) && (!means.equals(KEY) || covers(scopes, operation.scopes()));
  }

  /** Whether a key has one of the scopes that are needed; writing includes reading (B-053). */
  public static boolean covers(Set<String> held, Set<String> needed) {
    return held.contains("*")
        || needed.isEmpty()
        || needed.stream()
            .anyMatch(
                scope ->
                    held.contains(scope) || held.contains(scope.replaceFirst(":read$", ":write")));
  }

  /** Every scope that any operation needs. */
  public static Set<String> scopes(Contract contract) {
    Set<String> scopes = new TreeSet<>();
    contract.operations().forEach(operation -> scopes.addAll(operation.scopes()));
    return scopes;
  }

  /** The attempts that went otherwise than the document says. */
  public static List<String> broken(Contract contract, List<Attempt> attempts) {
    List<String> broken = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      for (Attempt attempt : attempts) {
        if (attempt.operation().equals(operation.id())
            && attempt.opened() != opens(operation, attempt.means(), attempt.scopes())) {
          broken.add(
              "%s %s with %s %s"
                  .formatted(
                      operation.id(),
                      attempt.opened() ? "opened" : "did not open",
                      attempt.means().isEmpty() ? "nothing" : attempt.means(),
                      attempt.scopes()));
        }
      }
    }
    return broken;
  }
}
