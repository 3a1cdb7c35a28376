package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something with a form somewhere in a text: {@code contains a hash followed by digits}. */
final class Containing {
  private static final Pattern OUTLINE =
      Pattern.compile(
          "(?i)(?<subject>(?:[a-z-]+ ){0,5}?)(?:that |which |must |should |has to |have to )*"
              + "(?<verb>contains?|containing|includ(?:e|es|ing)|with|having|has|have)(?: in (?:it|them|the \\w+))? "
              + "(?<form>.+?)(?: (?:somewhere|anywhere)?(?: ?(?:in|inside|within) (?:it|them|(?:the|its|their) [a-z]+))?)?");
  private static final String LOOSE = "url|urls|page|pages|path|paths|link|links";

  private Containing() {}

  /** Null when what is contained has no form of several pieces. */
  static Candidate of(String body) {
    Matcher matcher = OUTLINE.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    List<Word> subject = Description.of(matcher.group("subject")).words();
    boolean vague =
        subject.stream()
            .allMatch(
                word ->
                    word.is(Word.Kind.WORD)
                        && (RelationReading.SUBJECTS.contains(word.plain())
                            || KnownTypes.NOISE.contains(word.plain())));
    boolean contains =
        matcher.group("verb").toLowerCase(java.util.Locale.ROOT).matches("(?:contain|includ).*");
    boolean part = contains || subject.stream().anyMatch(word -> word.plain().matches(LOOSE));
    List<Word> form = Description.of(matcher.group("form")).words();
    boolean pieces = form.stream().anyMatch(word -> word.is("THEN"));
    boolean other =
        form.stream()
            .anyMatch(
                word ->
                    word.is("NOT")
                        || word.is("START")
                        || word.is("END")
                        || word.is("NEITHER")
                        || word.is("HAS"));
    Part found = vague && part && pieces && !other ? FormParser.of(form) : null;
    String sample = found == null ? "/" : found.samples().get(0);
    if (sample.startsWith("/")) {
      return null;
    }
    return new Candidate(
        found.expression(), List.of(sample, "\u00e9" + sample + "\u00e9"), List.of("", "\u00e9"));
  }
}
