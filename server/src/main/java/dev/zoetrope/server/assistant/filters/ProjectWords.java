package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.ProjectVocabulary;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a project's own names and values mean, built once from its vocabulary. */
public final class ProjectWords {
  private static final int MOST_NAMES = 300;
  private static final Pattern NAME = Pattern.compile("[\\w$ .:-]{1,60}");
  private static final int LONGEST_VALUE = 60;
  private static final String COUNTRY_CODE = "$geoip_country_code";
  private static final String COUNTRY_NAME = "$geoip_country_name";
  private static final Set<String> ADDRESSES =
      Set.of("$current_url", "$entry_current_url", "$end_current_url", "$pathname", "$referrer");
  private static final List<String> ARTICLES =
      List.of("", "a ", "an ", "the ", "their ", "his ", "her ", "my ", "some ");

  final Phrases phrases = new Phrases();
  final Spelling spelling;
  final List<String> addresses;

  private final boolean countryNames;
  private final List<String> names;

  public ProjectWords(ProjectVocabulary vocabulary) {
    Set<String> keys =
        vocabulary.properties().stream()
            .map(ProjectVocabulary.Property::key)
            .collect(Collectors.toSet());
    countryNames = keys.contains(COUNTRY_NAME) && !keys.contains(COUNTRY_CODE);
    names =
        Stream.concat(
                vocabulary.events().stream(),
                vocabulary.properties().stream().map(ProjectVocabulary.Property::key))
            .filter(name -> NAME.matcher(name).matches())
            .distinct()
            .limit(MOST_NAMES)
            .toList();
    vocabulary.events().forEach(this::event);
    vocabulary.properties().forEach(this::property);
    spelling = new Spelling(phrases.words(), Set.of());
    addresses =
        vocabulary.properties().stream()
            .filter(property -> ADDRESSES.contains(property.key()))
            .flatMap(property -> property.values().stream())
            .distinct()
            .toList();
  }

  /** The names of events and properties, for whoever has to be told them. */
  public List<String> names() {
    return names;
  }

  /**
   * The condition with countries as the project's data has them: by code, unless there are only
   * names.
   */
  Condition adapted(Condition condition) {
    return !countryNames
        ? condition
        : Trees.map(
            condition,
            member ->
                member instanceof Condition.Leaf leaf && leaf.key().equals(COUNTRY_CODE)
                    ? new Condition.Leaf(
                        COUNTRY_NAME,
                        leaf.type(),
                        leaf.operator(),
                        leaf.values().stream().map(ProjectWords::country).toList(),
                        leaf.negated())
                    : member);
  }

  private static String country(String code) {
    return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
  }

  private void event(String name) {
    if (name.isBlank() || name.length() > LONGEST_VALUE) {
      return;
    }
    Sense sense = new Sense(Kind.EVENT, List.of(name));
    phrases.add(name, sense);
    phrases.add(name + "s", sense);
    if (name.startsWith("$")) {
      return;
    }
    List<Token> words = Tokenizer.tokens(name);
    if (words.size() == 2 && words.stream().allMatch(word -> word.is(Token.Kind.WORD))) {
      // A sign up is one who signed up; "video played" is what people call having played a video.
      String noun = words.get(0).stem() + " " + words.get(1).stem();
      phrases.add(noun, sense);
      phrases.add(noun + "s", sense);
      phrases.add(noun.replace(" ", ""), sense);
      for (String article : ARTICLES) {
        phrases.add(words.get(1).word() + " " + article + words.get(0).word(), sense);
      }
    } else if (words.size() > 2) {
      // "add to cart": added it to the cart, added a product to cart.
      phrases.add(name.replaceAll("(?i)\\bto[ _-]", "to the "), sense);
    }
  }

  private void property(ProjectVocabulary.Property property) {
    String key = property.key();
    boolean own = !key.startsWith("$");
    if (own && key.length() <= LONGEST_VALUE) {
      phrases.add(key, new Sense(Kind.PROP, List.of(property.type(), key)));
    }
    if (ADDRESSES.contains(key)) {
      return;
    }
    for (String value : property.values()) {
      if (value.length() <= LONGEST_VALUE
          && value.chars().anyMatch(Character::isLetter)
          && !value.equals("true")
          && !value.equals("false")) {
        phrases.add(value, Sense.value(property.type(), key, value));
      }
    }
  }
}
