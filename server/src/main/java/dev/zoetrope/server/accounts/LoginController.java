package dev.zoetrope.server.accounts;

import dev.zoetrope.api.LoginApi;
import dev.zoetrope.api.model.LoginRequest;
import dev.zoetrope.api.model.Success;
import dev.zoetrope.server.web.Addresses;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class LoginController implements LoginApi {
  private final Login login;
  private final CurrentRequest current;

  LoginController(Login login, CurrentRequest current) {
    this.login = login;
    this.current = current;
  }

  @Override
  public HttpResponse<?> createSession(LoginRequest body) {
    HttpRequest<?> request = current.http();
    // Else a foreign page could log its visitors in as somebody else.
    CrossSiteGuard.check(request);
    String session = login.login(body.getEmail(), body.getPassword(), Addresses.caller(request));
    return HttpResponse.ok(new Success().success(true))
        .cookie(cookie(session, Sessions.LIFE, request));
  }

  @Override
  public HttpResponse<?> deleteSession() {
    HttpRequest<?> request = current.http();
    CrossSiteGuard.check(request);
    request
        .getCookies()
        .findCookie(Credentials.SESSION_COOKIE)
        .map(Cookie::getValue)
        .ifPresent(login::logout);
    return HttpResponse.ok(new Success().success(true)).cookie(cookie("", Duration.ZERO, request));
  }

  private static Cookie cookie(String value, Duration life, HttpRequest<?> request) {
    return Cookie.of(Credentials.SESSION_COOKIE, value)
        .path("/")
        .httpOnly(true)
        .secure(Addresses.base(request).startsWith("https://"))
        .sameSite(SameSite.Lax)
        .maxAge(life);
  }
}
