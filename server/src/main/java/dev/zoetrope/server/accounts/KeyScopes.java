package dev.zoetrope.server.accounts;

import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import java.util.List;
import java.util.Set;

/**
 * The scopes a key can have: {@code object:read} and {@code object:write} of upstream's objects.
 */
final class KeyScopes {
  private static final Set<String> OBJECTS =
      Set.of(
          "action",
          "activity_log",
          "annotation",
          "batch_export",
          "cohort",
          "dashboard",
          "dashboard_template",
          "early_access_feature",
          "error_tracking",
          "event_definition",
          "experiment",
          "export",
          "feature_flag",
          "group",
          "hog_function",
          "insight",
          "integration",
          "notebook",
          "organization",
          "organization_member",
          "person",
          "plugin",
          "project",
          "property_definition",
          "query",
          "session_recording",
          "session_recording_playlist",
          "sharing_configuration",
          "subscription",
          "survey",
          "user",
          "webhook");

  private KeyScopes() {}

  static void check(List<String> scopes) {
    for (String scope : scopes) {
      int colon = scope.indexOf(':');
      boolean known =
          scope.equals("*")
              || (colon > 0
                  && OBJECTS.contains(scope.substring(0, colon))
                  && Set.of("read", "write").contains(scope.substring(colon + 1)));
      if (!known) {
        throw ApiException.of(
            ErrorCode.INVALID_INPUT, "Invalid scope: %s".formatted(scope), "scopes");
      }
    }
  }
}
