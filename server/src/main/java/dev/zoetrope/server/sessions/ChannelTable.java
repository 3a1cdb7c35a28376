package dev.zoetrope.server.sessions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which channel a source or a medium is, read from lines as {@code channels.csv} explains them. */
final class ChannelTable {
  private static final int LONGEST_TLD = 3;

  private final Map<String, Channels> sources = new HashMap<>();
  private final Map<String, Channels> media = new HashMap<>();
  private final List<ChannelRule> rules = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();

  /** The channels of free and of paid visits; empty texts where there is none. */
  private record Channels(String free, String paid) {
    Optional<String> of(boolean forMoney) {
      return Optional.of(forMoney ? paid : free).filter(channel -> !channel.isEmpty());
    }
  }

  /**
   * Adds lines; those that say something about a name that is known already win.
   *
   * @throws IllegalArgumentException for a line that is none
   */
  void read(InputStream csv, String where) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank() && !line.startsWith("#") && !add(line)) {
          throw new IllegalArgumentException(
              "%s, line %d: neither \"source, name, channel, paid channel\" nor the same with"
                      .formatted(where, number)
                  + " medium nor \"rule, channel, source=name\": "
                  + line);
        }
      }
    }
  }

  private boolean add(String line) {
    List<String> cells = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    if (cells.size() < 3 || cells.get(1).isEmpty()) {
      return false;
    }
    if (cells.get(0).equals("rule")) {
      Optional<ChannelRule> rule = ChannelRule.of(cells.get(1), cells.subList(2, cells.size()));
      rule.ifPresent(rules::add);
      rule.ifPresent(valid -> names.add(valid.channel()));
      return rule.isPresent();
    }
    Map<String, Channels> table =
        switch (cells.get(0)) {
          case "source" -> sources;
          case "medium" -> media;
          default -> null;
        };
    if (table == null || cells.size() > 4) {
      return false;
    }
    Channels channels = new Channels(cells.get(2), cells.size() < 4 ? "" : cells.get(3));
    table.put(cells.get(1).toLowerCase(Locale.ROOT), channels);
    names.add(channels.free);
    names.add(channels.paid);
    names.remove("");
    return true;
  }

  /** Every channel that a line names, in order. */
  Set<String> names() {
    return names;
  }

  /** The channel of the first rule that holds. */
  Optional<String> byRule(Entry entry) {
    return rules.stream().filter(rule -> rule.holds(entry)).map(ChannelRule::channel).findFirst();
  }

  Optional<String> byMedium(String medium, boolean paid) {
    return Optional.ofNullable(medium).map(media::get).flatMap(channels -> channels.of(paid));
  }

  /** The channel of a source or a domain, or of the domain it is part of. */
  Optional<String> bySource(String source, boolean paid) {
    for (String name = source; name != null; name = parent(name)) {
      Channels channels = sources.getOrDefault(name, sources.get(brand(name)));
      if (channels != null) {
        return channels.of(paid);
      }
    }
    return Optional.empty();
  }

  private static String parent(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? null : domain.substring(dot + 1);
  }

  /** {@code google.co.uk} as {@code google.*}; null for what is no domain of that form. */
  private static String brand(String domain) {
    String[] labels = domain.split("\\.", -1);
    boolean countryDomain =
        labels.length == 2 || (labels.length == 3 && labels[1].length() <= LONGEST_TLD);
    return countryDomain ? labels[0] + ".*" : null;
  }
}
