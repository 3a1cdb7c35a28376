package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times by their format, or by an example of one. */
final class FormatReading implements Reading {
  private static final Pattern FIELD = Pattern.compile("yyyy|yy|mm|dd|hh|ss");
  private static final String MONTHS =
      "january|february|march|april|may|june|july|august|september|october|november|december";
  private static final Pattern EXAMPLE =
      Pattern.compile("(\\d{1,4})([-/.])(\\d{1,2})\\2(\\d{2,4})");
  private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2})?");

  @Override
  public Candidate read(Description description) {
    List<Word> formats =
        description.words().stream().filter(word -> word.is(Word.Kind.FORMAT)).toList();
    List<Word> numbers =
        description.words().stream().filter(word -> word.is(Word.Kind.NUMBER)).toList();
    if (description.words().stream()
        .anyMatch(
            word ->
                word.is("ORMORE")
                    || word.plain().matches("later|before|after|newer|earlier|older"))) {
      return null;
    }
    if (description.words().stream()
        .anyMatch(word -> word.plain().matches(MONTHS) && !word.text().equals("may"))) {
      return formats.isEmpty() ? ofMonth(description) : null;
    }
    if (formats.size() == 1 && numbers.isEmpty()) {
      return of(formats.get(0).text().toLowerCase(Locale.ROOT), null);
    }
    if (formats.size() == 1) {
      return ofYears(formats.get(0).text().toLowerCase(Locale.ROOT), numbers);
    }
    boolean dates =
        description.words().stream()
            .anyMatch(word -> word.plain().matches("dates?|days?|times?|timestamps?"));
    List<Word> literals =
        description.words().stream().filter(word -> word.is(Word.Kind.LITERAL)).toList();
    boolean years =
        dates
            && literals.isEmpty()
            && !numbers.isEmpty()
            && description.words().stream()
                .allMatch(
                    word ->
                        word.is(Word.Kind.NUMBER)
                            || word.is("OR")
                            || word.is("AND")
                            || word.is("BETWEEN")
                            || word.plain().matches("dates?|days?|in|the|any|all|year|of|iso")
                            || word.is("FROM"));
    if (years && description.words().stream().noneMatch(word -> word.is("TO"))) {
      return ofYears("yyyy-mm-dd", numbers);
    }
    if (!dates || literals.size() != 1) {
      return null;
    }
    String example = literals.get(0).text();
    int at = description.words().indexOf(literals.get(0));
    if (at > 0
        && description.words().get(at - 1).is("FROM")
        && !description.words().get(at - 1).text().equalsIgnoreCase("of")) {
      return new Candidate("^" + Escape.literal(example), List.of(example), List.of(""));
    }
    Matcher time = TIME.matcher(example);
    if (time.matches()) {
      return of(time.group(1) == null ? "hh:mm" : "hh:mm:ss", example);
    }
    Matcher date = EXAMPLE.matcher(example);
    if (!date.matches()) {
      return null;
    }
    String separator = date.group(2);
    if (date.group(1).length() == 4) {
      return of("yyyy" + separator + "mm" + separator + "dd", example);
    }
    boolean month = Integer.parseInt(date.group(3)) > 12;
    String year = date.group(4).length() == 4 ? "yyyy" : "yy";
    return of(
        (month ? "mm" + separator + "dd" : "dd" + separator + "mm") + separator + year, example);
  }

  /** {@code dates in December 2024}. */
  private static Candidate ofMonth(Description description) {
    String year = "\\d{4}";
    int month = 0;
    boolean dates = false;
    for (Word word : description.words()) {
      if (word.plain().matches(MONTHS)) {
        month = month > 0 ? 13 : 1 + List.of(MONTHS.split("\\|", -1)).indexOf(word.plain());
      } else if (word.is(Word.Kind.NUMBER) && word.plain().matches("(?:19|20)\\d\\d")) {
        year = word.plain();
      } else if (word.plain().matches("dates?|days?")) {
        dates = true;
      } else if (!word.is("FROM") && !KnownTypes.NOISE.contains(word.plain())) {
        return null;
      }
    }
    if (!dates || month < 1 || month > 12) {
      return null;
    }
    String number = String.format(Locale.ROOT, "%02d", month);
    String shown = year.startsWith("\\") ? "2026" : year;
    return new Candidate(
        "^" + year + "-" + number + "-(?:0[1-9]|[12]\\d|3[01])$",
        List.of(shown + "-" + number + "-05"),
        List.of(shown + "-00-05"));
  }

  /** {@code dates of 2023 or 2024 as YYYY-MM-DD}. */
  private static Candidate ofYears(String format, List<Word> years) {
    Candidate any = of(format, null);
    boolean plain = years.stream().allMatch(year -> year.plain().matches("(?:19|20)\\d\\d"));
    if (!plain || !format.contains("yyyy")) {
      return null;
    }
    String one = Escape.oneOf(years.stream().map(Word::plain).toList());
    return new Candidate(
        any.expression().replace("\\d{4}", one),
        any.matches().stream().map(text -> text.replace("2026", years.get(0).plain())).toList(),
        List.of(any.matches().get(0).replace("2026", "1066")));
  }

  private static Candidate of(String format, String example) {
    StringBuilder expression = new StringBuilder("^");
    StringBuilder good = new StringBuilder();
    StringBuilder bad = new StringBuilder();
    Matcher field = FIELD.matcher(format);
    boolean time = false;
    int at = 0;
    while (field.find()) {
      String between = format.substring(at, field.start());
      expression.append(Escape.literal(between));
      good.append(between);
      bad.append(between);
      time |= field.group().equals("hh");
      String[] parts = field(field.group(), time);
      expression.append(parts[0]);
      good.append(parts[1]);
      bad.append(parts[2]);
      at = field.end();
    }
    expression.append(Escape.literal(format.substring(at))).append('$');
    good.append(format.substring(at));
    List<String> matches =
        example == null ? List.of(good.toString()) : List.of(good.toString(), example);
    return new Candidate(expression.toString(), matches, List.of(bad.toString(), "x" + good));
  }

  /** Expression, a value that it is, a value that it is not. */
  private static String[] field(String name, boolean time) {
    return switch (name) {
      case "yyyy" -> new String[] {"\\d{4}", "2026", "99999"};
      case "yy" -> new String[] {"\\d{2}", "26", "x"};
      case "mm" ->
          time
              ? new String[] {"[0-5]\\d", "30", "60"}
              : new String[] {"(?:0[1-9]|1[0-2])", "12", "13"};
      case "dd" -> new String[] {"(?:0[1-9]|[12]\\d|3[01])", "31", "32"};
      case "hh" -> new String[] {"(?:[01]\\d|2[0-3])", "23", "24"};
      default -> new String[] {"[0-5]\\d", "59", "60"};
    };
  }
}
