package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts of which the first name may be any: {@code <team>.example.com}, those of a platform. */
final class NamedHost {
  private static final String NAME = "[A-Za-z0-9-]+";
  private static final Pattern MASK =
      Pattern.compile(
          "(?i)(?:(https?)://)?(?:<[\\w -]+>|\\{[\\w -]+\\}|\\[[\\w -]+\\]|:[\\w-]+|\\*)\\.((?:[\\w-]+\\.)+[a-z]{2,})(/[\\w./-]*)?");

  /** Where whoever puts something there gets a name of their own. */
  private static final Pattern PLATFORM =
      Pattern.compile(
          "(?i)(https?)://[\\w-]+\\.((?:vercel|netlify|herokuapp|pages|web|onrender|fly|github|gitlab|ngrok|ngrok-free|webflow|myshopify|surge|workers|azurewebsites|cloudfront|firebaseapp|replit|glitch|railway|up\\.railway)\\.(?:app|dev|io|com|net|me|sh|co))/?");

  private NamedHost() {}

  /** Null when it is no such host. */
  static Candidate of(String form) {
    Matcher mask = MASK.matcher(form.strip());
    if (!mask.matches()) {
      return null;
    }
    String path = mask.group(3) == null ? "" : mask.group(3);
    return candidate(mask.group(1), mask.group(2), path);
  }

  /** {@code previews such as https://my-app.vercel.app}. */
  static Candidate ofExample(List<String> examples) {
    Matcher platform = PLATFORM.matcher(examples.isEmpty() ? "" : examples.get(0));
    return platform.matches() ? candidate(platform.group(1), platform.group(2), "") : null;
  }

  private static Candidate candidate(String scheme, String host, String path) {
    String end = path.endsWith("/") ? "" : path.isEmpty() ? "(?::\\d+)?(?:[/?#]|$)" : "(?:[/?#]|$)";
    String start = scheme == null ? "(?:^|//)" : "^" + scheme + "://";
    String sample = (scheme == null ? "https" : scheme) + "://some-1." + host + path;
    return new Candidate(
        start + NAME + "\\." + Escape.literal(host) + Escape.literal(path) + end,
        List.of(sample),
        List.of("https://" + host + path));
  }
}
