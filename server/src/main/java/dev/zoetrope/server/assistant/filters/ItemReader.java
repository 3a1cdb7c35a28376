package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes items of tokens: periods first, then the longest phrases that anybody knows. */
final class ItemReader {
  private static final Set<String> COUNTRY_CODES = Set.of(Locale.getISOCountries());

  private static final Set<String> BELOW = Set.of("under", "below", "beneath", "within", "inside");

  private final Phrases common;
  private final Phrases project;
  private final List<Token> tokens;
  private final Dates dates;
  private final String text;

  ItemReader(Phrases common, Phrases project, List<Token> tokens, Dates dates, String text) {
    this.common = common;
    this.project = project;
    this.tokens = tokens;
    this.dates = dates;
    this.text = text;
  }

  List<Item> read() {
    List<Item> items = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      Dates.Found period = dates.read(i);
      if (period != null) {
        items.add(
            new Item(List.of(), tokens.get(i), written(i, period.next()), period.period(), false));
        i = period.next();
        continue;
      }
      i = phrase(i, items);
    }
    return items;
  }

  private int phrase(int i, List<Item> items) {
    Token token = tokens.get(i);
    Phrases.Match shared = common.longest(tokens, i);
    Phrases.Match own = own(i, shared, items);
    int longest = Math.max(own.length(), shared.length());
    if (longest == 2
        && i + 2 < tokens.size()
        && (tokens.get(i + 2).is("than") || tokens.get(i + 2).is(Kind.NUMBER))
        && (token.is("or") || token.is("and"))) {
      // "or more" ends a comparison, "or more than" and "and over 30" begin one.
      Sense joint = new Sense(token.is("or") ? Sense.Kind.OR : Sense.Kind.AND, List.of());
      items.add(new Item(List.of(joint), token, token.text(), null, false));
      return i + 1;
    }
    if (BELOW.contains(token.word())
        && i + 1 < tokens.size()
        && tokens.get(i + 1).is(Kind.ADDRESS)) {
      // Below an address is no comparison.
      Sense on = new Sense(Sense.Kind.PREP, List.of("on"));
      items.add(new Item(List.of(on), token, token.text(), null, false));
      return i + 1;
    }
    int run = run(i);
    if (token.is(Kind.WORD) && run - i > Math.max(longest, 1) && identifier(i, run)) {
      items.add(new Item(List.of(), token, written(i, run), null, true));
      return run;
    }
    if (token.text().equals("US")
        || (COUNTRY_CODES.contains(token.text()) && (longest == 0 || beside(i)))) {
      Sense country = Sense.value("event", "$geoip_country_code", token.text());
      items.add(new Item(List.of(country), token, token.text(), null, false));
      return i + 1;
    }
    if (token.is(Kind.QUOTED)) {
      items.add(new Item(quoted(token.text()), token, token.text(), null, false));
      return i + 1;
    }
    if (longest == 0) {
      items.add(new Item(List.of(), token, written(i, i + 1), null, token.text().startsWith("$")));
      return i + 1;
    }
    List<Sense> senses = new ArrayList<>();
    if (own.length() == longest) {
      senses.addAll(own.senses());
    }
    if (shared.length() == longest) {
      shared.senses().stream().filter(sense -> !senses.contains(sense)).forEach(senses::add);
    }
    items.add(new Item(List.copyOf(senses), token, written(i, i + longest), null, false));
    return i + longest;
  }

  /** What the project's own words mean here, when they are meant. */
  private Phrases.Match own(int i, Phrases.Match shared, List<Item> items) {
    Phrases.Match all = project.longest(tokens, i);
    if (all.length() == 0) {
      return all;
    }
    int end = i + all.length();
    List<Token> words = tokens.subList(i, end);
    boolean said =
        shared.length() == all.length()
            ? OwnWords.common(shared.senses())
            : shared.length() < all.length() && OwnWords.common(common, words);
    List<Sense> meant =
        OwnWords.meant(
            all.senses(),
            said,
            shared.length() == all.length() ? shared.senses() : List.of(),
            words,
            items,
            end < tokens.size() ? tokens.get(end) : null);
    return meant.isEmpty() ? Phrases.Match.NONE : new Phrases.Match(all.length(), meant);
  }

  /** What a quotation means when it is the name of an event or a value, as a whole. */
  private List<Sense> quoted(String quotation) {
    List<Token> words = Tokenizer.tokens(quotation);
    List<Sense> senses = new ArrayList<>();
    for (Phrases phrases : List.of(project, common)) {
      Phrases.Match match = phrases.longest(words, 0);
      if (match.length() == words.size()) {
        match.senses().stream()
            .filter(sense -> sense.kind() == Sense.Kind.VALUE || sense.kind() == Sense.Kind.EVENT)
            .forEach(senses::add);
      }
    }
    return List.copyOf(senses);
  }

  /** Whether a country code is in a list of such: "DE, AT and CH". */
  private boolean beside(int i) {
    return (i > 1 && COUNTRY_CODES.contains(tokens.get(i - 2).text()))
        || (i + 2 < tokens.size() && COUNTRY_CODES.contains(tokens.get(i + 2).text()));
  }

  /** Where the words end that are written as one, like {@code upgrade_clicked}. */
  private int run(int i) {
    int end = i + 1;
    while (end < tokens.size()
        && tokens.get(end).glued()
        && (tokens.get(end).is(Kind.WORD) || tokens.get(end).is(Kind.NUMBER))
        && tokens.get(end - 1).is(Kind.WORD)) {
      end++;
    }
    return end;
  }

  private boolean identifier(int from, int to) {
    if (written(from, to).indexOf('_') >= 0 || written(from, to).startsWith("$")) {
      return true;
    }
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.is(Kind.WORD) && !common.knows(token) && !project.knows(token)) {
        return true;
      }
    }
    return false;
  }

  private String written(int from, int to) {
    Token last = tokens.get(to - 1);
    if (to - from == 1 && !last.is(Kind.WORD)) {
      return last.text();
    }
    String all = text.substring(tokens.get(from).start(), last.end()).strip();
    return all.endsWith("-") || all.endsWith("_") ? all.substring(0, all.length() - 1) : all;
  }
}
