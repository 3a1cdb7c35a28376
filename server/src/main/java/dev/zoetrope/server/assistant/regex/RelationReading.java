package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What texts start with, end with, contain or are, and are not. */
final class RelationReading implements Reading {
  static final Set<String> SUBJECTS =
      Set.copyOf(
          Stream.of(
                  "url urls page pages path paths string strings text texts line lines log logs value values file files name names filename filenames word words anything everything entry entries event events session sessions request requests message messages link links email emails user users title titles slug slugs id ids item items result results either together somewhere anywhere inside website websites address addresses route routes number endpoint endpoints host hosts domains at the end beginning start very whole also then character characters letter again case")
              .flatMap(words -> Stream.of(words.split(" ")))
              .toList());

  /** Names of texts that say little of their form. */
  private static final String NAMES =
      "urls?|links?|emails?|usernames?|hostnames?|domains?|slugs?|words?|tags?|hashtags?|dates?|times?|timestamps?|numbers?";

  @Override
  public Candidate read(Description description) {
    int example = example(description.words());
    if (example > 0) {
      return illustrated(description, example);
    }
    int or = alternative(description.words());
    if (or > 0 && notBoth(description.words())) {
      return null;
    }
    if (or > 0) {
      Candidate left = read(description.part(0, or));
      Candidate right = left == null ? null : read(description.part(or + 1, -1));
      return right == null ? null : Candidate.either(left, right);
    }
    List<Relation> relations = relations(description);
    if (relations == null || relations.isEmpty()) {
      return null;
    }
    List<String> matches = new ArrayList<>();
    List<String> others = new ArrayList<>();
    String expression =
        relations.stream().anyMatch(Relation::negated)
            ? Relation.negative(relations)
            : Relation.positive(relations);
    if (expression == null) {
      return null;
    }
    Relation.samples(relations, matches, others);
    return new Candidate(expression, matches, others);
  }

  /** Where examples begin; -1 when there are none behind something to go by. */
  private static int example(List<Word> words) {
    for (int i = 1; i + 1 < words.size(); i++) {
      boolean examples =
          words.get(i).is("EXAMPLE")
              && words.subList(i + 1, words.size()).stream()
                  .allMatch(
                      word ->
                          word.is(Word.Kind.LITERAL)
                              || word.is(Word.Kind.COMMA)
                              || word.is("OR")
                              || word.is("AND"));
      if (examples) {
        return i;
      }
    }
    return -1;
  }

  /** What stands before the examples, tried on them; the examples where it says nothing. */
  private Candidate illustrated(Description description, int example) {
    List<Word> examples = description.words().subList(example + 1, description.words().size());
    boolean said =
        description.words().subList(0, example).stream()
            .anyMatch(word -> word.is(Word.Kind.LITERAL) || word.is("NOT"));
    if (!said && examples.stream().filter(word -> word.is(Word.Kind.LITERAL)).count() < 2) {
      // One example says too little of the others.
      return null;
    }
    Candidate found = read(said ? description.part(0, example) : description.part(example + 1, -1));
    for (Word word : examples) {
      found = found == null || !word.is(Word.Kind.LITERAL) ? found : found.with(word.text());
    }
    return found;
  }

  /** The "or" between two relations of their own, as in "starts with a or ends with b"; or -1. */
  private static int alternative(List<Word> words) {
    boolean denied = false;
    boolean related = false;
    for (int i = 0; i + 1 < words.size(); i++) {
      Word word = words.get(i);
      denied |= word.is("NOT") || word.is("NEITHER");
      related |= word.is("START") || word.is("END") || word.is("HAS") || word.is("IS");
      if (word.is("OR") && related && !denied && relates(words, i + 1)) {
        return i;
      }
    }
    return -1;
  }

  /** "But not both" is one of the two alone, which no expression here can say. */
  private static boolean notBoth(List<Word> words) {
    return words.stream().anyMatch(word -> word.is("BOTH"))
        && words.stream().anyMatch(word -> word.is("NOT"));
  }

  /** Whether a relation begins here: "or ends with", "or that end with". */
  private static boolean relates(List<Word> words, int from) {
    int i = from;
    while (i < words.size() && words.get(i).is(Word.Kind.WORD) && skipped(words.get(i))) {
      i++;
    }
    return i < words.size()
        && (words.get(i).is("START") || words.get(i).is("END") || words.get(i).is("HAS"));
  }

  private static List<Relation> relations(Description description) {
    List<Word> words = description.words();
    List<Relation> relations = new ArrayList<>();
    String kind = null;
    boolean negated = false;
    boolean both = false;
    for (int i = 0; i < words.size(); ) {
      Word word = words.get(i);
      if (word.is("NOT") || word.is("NEITHER")) {
        negated = true;
        i++;
      } else if (word.is("START")
          || word.is("END")
          || word.is("HAS")
          || word.is("IS")
          || word.is("WHOLEWORD")) {
        // "is not" and "has to start with": the stronger word counts.
        kind = word.is("IS") && kind != null ? kind : word.plain();
        i++;
      } else if (word.is("BOTH")) {
        both = true;
        i++;
      } else if (skipped(word)
          && !(kind != null && word.is(Word.Kind.WORD) && closes(words, i + 1))) {
        i++;
      } else if (subject(words, i, relations, kind) || called(words, i)) {
        i++;
      } else {
        List<Part> parts = new ArrayList<>();
        boolean[] and = {both};
        boolean listed = words.stream().anyMatch(other -> other.is("OR"));
        if (kind == null
            && words.stream().noneMatch(other -> other.is("WHOLEWORD"))
            && word.is(Word.Kind.WORD)
            && CharacterKinds.at(words, i) == null
            && !(relations.isEmpty() && listed && i == 0 && listBegins(words))) {
          // Words that no relation introduces are not texts to look for.
          return null;
        }
        int end = Operands.read(description, i, parts, and);
        if (parts.isEmpty()) {
          return null;
        }
        String meant = behind(words, end, kind);
        boolean exact =
            end == words.size() - 1
                && words.get(end).is("IS")
                && words.get(end).text().equalsIgnoreCase("exactly");
        if ((meant == null || exact) && end == words.size() - 1 && words.get(end).is("IS")) {
          meant = "IS";
          end++;
        }
        relations.add(
            new Relation(
                meant != null ? meant : word.is("ATLEAST") ? "HAS" : bare(parts),
                parts,
                negated,
                and[0] && !negated));
        i = end;
        while (i < words.size() && words.get(i).is("WHOLEWORD")) {
          i++;
        }
        int then =
            i < words.size() && (words.get(i).is("AND") || words.get(i).is(Word.Kind.COMMA))
                ? i + 1
                : i;
        boolean goesOn = then < words.size() && words.get(then).is("NOT");
        // "Does not start with a or end with b" denies both.
        negated =
            negated && then < words.size() && words.get(then).is("OR") && relates(words, then + 1);
        both = false;
        kind = goesOn ? kind : null;
      }
    }
    return relations;
  }

  /** "Cat or dog": whether the words at the start are the first of a list. */
  private static boolean listBegins(List<Word> words) {
    int i = 0;
    while (i < words.size() && words.get(i).is(Word.Kind.WORD)) {
      i++;
    }
    return i < words.size() && (words.get(i).is("OR") || words.get(i).is(Word.Kind.COMMA));
  }

  /** "Checkout url, https://example.com/checkout": what the only text is called. */
  private static boolean called(List<Word> words, int i) {
    int last = words.size() - 1;
    return words.get(i).is(Word.Kind.WORD)
        && words.get(last).is(Word.Kind.LITERAL)
        && words.get(last).text().matches("[^\\d]*/[^\\d]*")
        && words.subList(0, last).stream()
            .allMatch(word -> word.is(Word.Kind.WORD) || word.is(Word.Kind.COMMA))
        && words.subList(0, last).stream().anyMatch(word -> SUBJECTS.contains(word.plain()));
  }

  /** What a relation is said of does not matter: usernames that start with admin. */
  private static boolean subject(List<Word> words, int i, List<Relation> relations, String kind) {
    Candidate type = KnownTypes.named(words.subList(i, i + 1));
    boolean shaped = type != null && !words.get(i).plain().matches(NAMES);
    return kind == null
        && relations.isEmpty()
        && !shaped
        && words.get(i).is(Word.Kind.WORD)
        && words.subList(i, words.size()).stream()
            .anyMatch(
                word ->
                    word.is("START")
                        || word.is("END")
                        || word.is("HAS")
                        || (word.is("IS") && word.text().matches("(?i)equals?|exactly")));
  }

  /** Whether the operand ends here, so that what stands before is it. */
  private static boolean closes(List<Word> words, int i) {
    return i == words.size()
        || words.get(i).is(Word.Kind.COMMA)
        || words.get(i).is("OR")
        || words.get(i).is("AND")
        || words.get(i).is("NOT");
  }

  static boolean skipped(Word word) {
    return word.is(Word.Kind.COMMA)
        || (word.is(Word.Kind.KEYWORD)
            && Set.of("AND", "OR", "FROM", "ONLY", "EXAMPLE", "TO", "THEN", "DOMAIN")
                .contains(word.plain()))
        || (word.is(Word.Kind.WORD)
            && (KnownTypes.NOISE.contains(word.plain()) || SUBJECTS.contains(word.plain())));
  }

  /** "cat as a whole word". */
  private static String behind(List<Word> words, int end, String kind) {
    return end < words.size() && words.get(end).is("WHOLEWORD") ? "WHOLEWORD" : kind;
  }

  /**
   * Addresses are looked for, other texts too: a filter finds anywhere what it is not told to
   * anchor.
   */
  private static String bare(List<Part> parts) {
    return parts.stream().anyMatch(part -> part.literal() == null) ? "IS" : "HAS";
  }
}
