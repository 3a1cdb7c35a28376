package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * The characters that texts are made of.
 *
 * @param sequence whether they stand in this order
 * @param not whether it is those that texts have none of
 * @param has whether texts have others, too
 */
record Shape(List<Piece> pieces, boolean sequence, boolean not, boolean has) {
  /**
   * Characters with how many of them.
   *
   * @param counted whether the description says how many
   */
  record Piece(String set, String expression, Count count, boolean counted, String sample) {}

  /** What matches them. */
  Candidate candidate() {
    long counted = pieces.stream().filter(Piece::counted).count();
    boolean inOrder = sequence || counted > 1;
    if (has
        && !not
        && pieces.size() == 1
        && counted == 1
        && pieces.get(0).expression.length() <= 2
        && !pieces.get(0).expression.equals("\\d")
        && !pieces.get(0).set.isEmpty()) {
      // A text with exactly three commas has other characters, too.
      Piece sign = pieces.get(0);
      String rest = "[^" + sign.set + "]*";
      String some =
          "^"
              + rest
              + "(?:"
              + sign.expression
              + rest
              + ")"
              + (sign.count.quantifier().isEmpty() ? "{1}" : sign.count.quantifier())
              + "$";
      return new Candidate(
          some,
          List.of("a" + (sign.sample + "b").repeat(Math.max(1, sign.count.least()))),
          List.of("ab"));
    }
    StringBuilder expression = new StringBuilder("^");
    StringBuilder sample = new StringBuilder();
    if (not) {
      StringBuilder set = new StringBuilder();
      pieces.forEach(piece -> set.append(piece.set));
      return set.isEmpty() || inOrder
          ? null
          : new Candidate(
              "^[^" + set + "]" + (has ? "*" : "+") + "$",
              List.of("\u00e9"),
              List.of("\u00e9" + pieces.get(0).sample));
    }
    if (inOrder) {
      for (Piece piece : pieces) {
        expression.append(piece.expression).append(piece.count.quantifier());
        sample.append(piece.sample.repeat(Math.max(1, piece.count.least())));
      }
      return new Candidate(
          expression.append('$').toString(), List.of(sample.toString()), List.of(""));
    }
    Count count =
        pieces.stream()
            .filter(Piece::counted)
            .map(Piece::count)
            .findFirst()
            .orElse(new Count(1, -1, 0));
    String set = String.join("", pieces.stream().map(Piece::set).distinct().toList());
    expression
        .append(
            // Eight characters, letters and digits only: eight of those.
            pieces.size() == 1 ? pieces.get(0).expression : set.isEmpty() ? "." : "[" + set + "]")
        .append(count.quantifier())
        .append('$');
    String one =
        pieces.stream()
            .filter(piece -> !piece.set.isEmpty())
            .findFirst()
            .orElse(pieces.get(0))
            .sample;
    String good = one.repeat(Math.max(1, count.least()));
    List<String> bad = new ArrayList<>();
    if (count.least() > 0) {
      bad.add(one.repeat(count.least() - 1));
    }
    if (count.most() > 0) {
      bad.add(one.repeat(count.most() + 1));
    }
    return new Candidate(expression.toString(), List.of(good), bad);
  }
}
