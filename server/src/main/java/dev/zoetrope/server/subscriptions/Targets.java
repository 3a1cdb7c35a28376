package dev.zoetrope.server.subscriptions;

import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which target values can be delivered to, by their form alone (B-361 to B-363). */
final class Targets {
  private static final String ATTR = "target_value";
  private static final int MOST_ADDRESSES = 100;
  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_URL = 2048;
  private static final int HIGHEST_PORT = 65_535;

  /** Control and invisible characters, among them all that end a line: nothing shows them. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  /** What may stand between the dots of a local part: of ASCII what RFC 5322 calls atext. */
  private static final String ATOM = "([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\\p{ASCII}\\p{Z}\\p{C}])+";

  private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "localhost|([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]*[a-z][a-z0-9-]*[a-z0-9]");
  private static final Pattern CHANNEL =
      Pattern.compile("[CGDU][A-Z0-9]{1,20}(\\|#?[^\\s,|#@]{1,80})?|#[^\\s,|#@]{1,80}");

  private Targets() {}

  /** Refuses a value that can never be delivered to. */
  static void require(TargetType type, String value) {
    if (INVISIBLE.matcher(value).find()) {
      throw refusal("Control characters are not allowed.");
    }
    switch (type) {
      case EMAIL -> requireAddresses(value);
      case SLACK -> requireChannel(value);
      case WEBHOOK -> requireUrl(value);
    }
  }

  private static void requireAddresses(String value) {
    String[] addresses = value.split(",", -1);
    if (addresses.length > MOST_ADDRESSES) {
      throw refusal("Enter no more than %d email addresses.".formatted(MOST_ADDRESSES));
    }
    for (String address : addresses) {
      if (!isAddress(address.strip())) {
        throw refusal("Enter a valid email address.");
      }
    }
  }

  private static boolean isAddress(String address) {
    int at = address.lastIndexOf('@');
    if (at < 0 || address.getBytes(StandardCharsets.UTF_8).length > LONGEST_ADDRESS) {
      return false;
    }
    String local = address.substring(0, at);
    return local.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LOCAL_PART
        && LOCAL_PART.matcher(local).matches()
        && isDomain(address.substring(at + 1));
  }

  private static boolean isDomain(String domain) {
    try {
      return DOMAIN.matcher(IDN.toASCII(domain).toLowerCase(Locale.ROOT)).matches();
    } catch (IllegalArgumentException e) {
      // Not a name that the domain name system can hold.
      return false;
    }
  }

  private static void requireChannel(String value) {
    if (!CHANNEL.matcher(value).matches()) {
      throw refusal("Enter a valid Slack channel, such as C1234|#channel.");
    }
  }

  private static void requireUrl(String value) {
    URI url;
    try {
      url = new URI(value);
    } catch (URISyntaxException e) {
      throw refusal("Invalid webhook URL: not a URL");
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refusal("Invalid webhook URL: the scheme must be http or https");
    }
    if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
      throw refusal("Invalid webhook URL: credentials are not allowed");
    }
    if (url.getHost() == null || url.getHost().isEmpty()) {
      throw refusal("Invalid webhook URL: the host is missing");
    }
    if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
      throw refusal("Invalid webhook URL: no such port");
    }
    if (value.length() > LONGEST_URL) {
      throw refusal("Invalid webhook URL: longer than %d characters".formatted(LONGEST_URL));
    }
  }

  private static ApiException refusal(String detail) {
    return ApiException.of(ErrorCode.INVALID_INPUT, detail, ATTR);
  }
}
