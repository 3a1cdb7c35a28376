package dev.zoetrope.server.sharing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.api.model.ShareToken;
import dev.zoetrope.api.model.SharingConfiguration;
import dev.zoetrope.server.recordings.RecordingAnswers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Shares as the contract writes them. */
@Singleton
class ShareAnswers {
  private static final String COOKIE = "posthog_sharing_token";

  private final SharePasswords passwords;
  private final ShareTokens tokens;
  private final ShareSettings settings;
  private final RecordingAnswers recordings;
  private final ObjectMapper json;

  ShareAnswers(
      SharePasswords passwords,
      ShareTokens tokens,
      ShareSettings settings,
      RecordingAnswers recordings,
      ObjectMapper json) {
    this.passwords = passwords;
    this.tokens = tokens;
    this.settings = settings;
    this.recordings = recordings;
    this.json = json;
  }

  SharingConfiguration configuration(Share share) {
    List<dev.zoetrope.api.model.SharePassword> known =
        passwords.of(share).stream().map(ShareAnswers::password).toList();
    return new SharingConfiguration()
        .createdAt(share.createdAt())
        .enabled(share.enabled())
        .accessToken(tokens.accessToken(share))
        .settings(settings.answered(share))
        .passwordRequired(share.passwordRequired())
        .sharePasswords(known);
  }

  HttpResponse<?> page(SharedPages.Page page, String accessToken, HttpRequest<?> request) {
    ObjectNode answer = json.createObjectNode();
    if (page.recording().isEmpty()) {
      answer.put("type", "unlock");
    } else {
      answer.put("type", request.getPath().startsWith("/embedded/") ? "embed" : "scene");
    }
    answer.put("accessToken", accessToken);
    page.recording()
        .map(recording -> recordings.published(page.share().projectId(), recording))
        .ifPresent(recording -> answer.set("recording", json.valueToTree(recording)));
    settings.addTo(answer, page.share());
    return unindexed(HttpResponse.ok(answer));
  }

  /** The share token, and as a cookie for the page and for its data. */
  HttpResponse<?> unlocked(String shareToken, HttpRequest<?> request) {
    MutableHttpResponse<?> response =
        unindexed(HttpResponse.ok(new ShareToken().shareToken(shareToken)));
    String page = request.getPath().replaceFirst("/$", "");
    for (String path : List.of(page, page + ".json")) {
      response
          .getHeaders()
          .add(
              "Set-Cookie",
              "%s=%s; Max-Age=%d; Path=%s; HttpOnly; SameSite=Lax%s"
                  .formatted(
                      COOKIE,
                      shareToken,
                      ShareTokens.LIFE.toSeconds(),
                      path,
                      request.isSecure() ? "; Secure" : ""));
    }
    return response;
  }

  /** The share token that the caller brings, in a header or a cookie. */
  Optional<String> presented(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get("Authorization"))
        .filter(header -> header.startsWith("Bearer "))
        .map(header -> header.substring("Bearer ".length()).strip())
        .or(() -> request.getCookies().findCookie(COOKIE).map(Cookie::getValue));
  }

  /** Where the caller calls from. */
  String address(HttpRequest<?> request) {
    InetAddress address = request.getRemoteAddress().getAddress();
    return address == null ? "?" : address.getHostAddress();
  }

  private static dev.zoetrope.api.model.SharePassword password(SharePassword password) {
    return new dev.zoetrope.api.model.SharePassword()
        .id(password.id())
        .createdAt(password.createdAt())
        .note(password.note())
        .createdByEmail(password.createdByEmail())
        .isActive(true);
  }

  private static <T> MutableHttpResponse<T> unindexed(MutableHttpResponse<T> response) {
    return response.header("Cache-Control", "no-store").header("X-Robots-Tag", "noindex");
  }
}
