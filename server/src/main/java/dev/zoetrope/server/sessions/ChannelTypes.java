package dev.zoetrope.server.sessions;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Through which channel a visitor came (B-332). */
@Singleton
class ChannelTypes {
  /** In the order in which values are listed. */
  static final List<String> NAMES =
      List.of(
          "Cross Network",
          "Paid Search",
          "Paid Social",
          "Paid Video",
          "Paid Shopping",
          "Paid Unknown",
          "Direct",
          "Organic Search",
          "Organic Social",
          "Organic Video",
          "Organic Shopping",
          "Push",
          "SMS",
          "Audio",
          "Email",
          "Referral",
          "Affiliate",
          "Unknown");

  private static final String DIRECT_DOMAIN = "$direct";
  private static final Set<String> DIRECT_SOURCES = Set.of("(direct)", "direct", DIRECT_DOMAIN);
  private static final Set<String> PAID_MEDIA =
      Set.of("cpc", "cpm", "cpv", "cpa", "ppc", "retargeting");

  /** Shops, but neither workshops nor bishops' affairs. */
  private static final Pattern SHOP = Pattern.compile("(^|[^a-df-z])shop|shopping");

  private final ChannelTable table = new ChannelTable();

  ChannelTypes(SessionsSettings settings) {
    try (InputStream builtIn = ChannelTypes.class.getResourceAsStream("/sessions/channels.csv")) {
      table.read(builtIn, "channels.csv");
      if (settings.channels() != null) {
        try (InputStream own = Files.newInputStream(settings.channels())) {
          table.read(own, settings.channels().toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("ZOETROPE_SESSIONS_CHANNELS cannot be read", e);
    }
  }

  /** The channels that only this installation has, in the order they were given. */
  List<String> own() {
    return table.names().stream().filter(name -> !NAMES.contains(name)).toList();
  }

  String of(Entry entry) {
    return table
        .byRule(entry)
        .or(() -> contains(entry.campaign(), "cross-network", "Cross Network"))
        .or(() -> isPaid(entry) ? Optional.of(paid(entry)) : Optional.empty())
        .orElseGet(() -> isDirect(entry) ? "Direct" : free(entry));
  }

  private static boolean isPaid(Entry entry) {
    String medium = entry.medium();
    return (medium != null && (PAID_MEDIA.contains(medium) || medium.startsWith("paid")))
        || entry.gclid()
        || entry.gadSource() != null;
  }

  private String paid(Entry entry) {
    return table
        .bySource(entry.source(), true)
        .or(() -> shop(entry, "Paid Shopping"))
        .or(() -> table.byMedium(entry.medium(), true))
        .or(() -> table.bySource(entry.referringDomain(), true))
        .or(() -> when("1".equals(entry.gadSource()), "Paid Search"))
        .or(() -> contains(entry.campaign(), "video", "Paid Video"))
        .or(() -> when(entry.fbclid(), "Paid Social"))
        .orElse("Paid Unknown");
  }

  private static boolean isDirect(Entry entry) {
    return DIRECT_DOMAIN.equals(entry.referringDomain())
        && entry.medium() == null
        && (entry.source() == null || DIRECT_SOURCES.contains(entry.source()))
        && !entry.fbclid();
  }

  private String free(Entry entry) {
    String domain = entry.referringDomain();
    return table
        .bySource(entry.source(), false)
        .or(() -> shop(entry, "Organic Shopping"))
        .or(() -> table.byMedium(entry.medium(), false))
        .or(() -> table.bySource(domain, false))
        .or(() -> contains(entry.campaign(), "video", "Organic Video"))
        .or(() -> when(entry.medium() != null && entry.medium().endsWith("push"), "Push"))
        .or(() -> when(entry.fbclid(), "Organic Social"))
        .or(() -> when(DIRECT_DOMAIN.equals(domain), "Direct"))
        .orElse(domain != null ? "Referral" : "Unknown");
  }

  private static Optional<String> shop(Entry entry, String channel) {
    return when(entry.campaign() != null && SHOP.matcher(entry.campaign()).find(), channel);
  }

  private static Optional<String> contains(String text, String part, String channel) {
    return when(text != null && text.contains(part), channel);
  }

  private static Optional<String> when(boolean holds, String channel) {
    return holds ? Optional.of(channel) : Optional.empty();
  }
}
