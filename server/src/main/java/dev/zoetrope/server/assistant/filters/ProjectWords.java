package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.ProjectVocabulary;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      List.of(
          "",
          "a ",
          "an ",
          "the ",
          "their ",
          "his ",
          "her ",
          "my ",
          "some ",
          "any ",
          "another ",
          "our ");

  private static final Set<String> AFTER = Set.of("name", "type", "tier", "level", "kind");
  private static final Set<String> BEFORE =
      Set.of("user", "customer", "account", "subscription", "current", "person", "member");
  private static final Set<String> VAGUE =
      Set.of(
          "first", "last", "full", "user", "event", "page", "name", "type", "file", "date", "time");

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
    EventWords.addTo(phrases, vocabulary.events());
    vocabulary.properties().forEach(this::property);
    shortNames(vocabulary.properties());
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
    String readable = EventWords.readable(name);
    phrases.add(readable, sense);
    List<Token> words = Tokenizer.tokens(readable);
    if (words.size() == 2 && words.stream().allMatch(word -> word.is(Token.Kind.WORD))) {
      // A sign up is one who signed up; "video played" is what people call having played a video.
      String noun = words.get(0).stem() + " " + words.get(1).stem();
      phrases.add(noun, sense);
      phrases.add(noun + "s", sense);
      phrases.add(noun.replace(" ", ""), sense);
      for (String article : ARTICLES) {
        phrases.add(words.get(1).word() + " " + article + words.get(0).word(), sense);
      }
      if (words.get(1).stem().equals("fail")) {
        String verb = words.get(0).word();
        List.of("fail to ", "could not ", "couldnt ", "unable to ", "unsuccessful ")
            .forEach(start -> phrases.add(start + verb, sense));
        phrases.add(verb + " failure", sense);
      }
    } else if (words.size() > 2) {
      // "add to cart": added it to the cart, added a product to cart.
      phrases.add(readable.replaceAll("(?i)\\bto ", "to the "), sense);
    }
  }

  /** {@code company_name} is the company, {@code user_role} the role, if nothing else is. */
  private void shortNames(List<ProjectVocabulary.Property> properties) {
    Map<String, List<ProjectVocabulary.Property>> byName = new HashMap<>();
    for (ProjectVocabulary.Property property : properties) {
      String[] words = EventWords.readable(property.key()).toLowerCase(Locale.ROOT).split(" ", -1);
      boolean own = !property.key().startsWith("$");
      if (own && words.length == 1) {
        byName.computeIfAbsent(words[0], name -> new ArrayList<>()).add(property);
      } else if (own && words.length == 2) {
        String name =
            AFTER.contains(words[1]) ? words[0] : BEFORE.contains(words[0]) ? words[1] : "";
        if (name.length() > 2 && !VAGUE.contains(name)) {
          byName.computeIfAbsent(name, n -> new ArrayList<>()).add(property);
        }
      }
    }
    byName.forEach(
        (name, named) -> {
          ProjectVocabulary.Property first = named.get(0);
          if (named.size() == 1) {
            phrases.add(name, new Sense(Kind.PROP, List.of(first.type(), first.key())));
          }
        });
  }

  private void property(ProjectVocabulary.Property property) {
    String key = property.key();
    boolean own = !key.startsWith("$");
    if (own && key.length() <= LONGEST_VALUE) {
      phrases.add(key, new Sense(Kind.PROP, List.of(property.type(), key)));
      phrases.add(EventWords.readable(key), new Sense(Kind.PROP, List.of(property.type(), key)));
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
