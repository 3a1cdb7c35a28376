package dev.zoetrope.server.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what is wrong with a JSON text in the words clients know from upstream, whose parser is
 * Python's. Runs only on texts that were refused already, in one pass and without recursion.
 */
final class PythonJsonErrors {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private static final Pattern LITERAL = Pattern.compile("null|true|false");
  private static final Pattern CONSTANT = Pattern.compile("NaN|-?Infinity");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

  private final String text;
  private int at;

  private PythonJsonErrors(String text) {
    this.text = text;
  }

  /** The complaint with its place; empty when the grammar is kept. */
  static Optional<String> find(String text) {
    try {
      new PythonJsonErrors(text).document();
      return Optional.empty();
    } catch (Complaint complaint) {
      return Optional.of(complaint.getMessage());
    }
  }

  private static final class Complaint extends Exception {
    private static final long serialVersionUID = 1L;

    Complaint(String message) {
      super(message, null, false, false);
    }
  }

  private void document() throws Complaint {
    Deque<Character> open = new ArrayDeque<>();
    skipSpace();
    boolean closed = value(open);
    while (!open.isEmpty() || !closed) {
      closed = closed ? afterValue(open) : firstMember(open);
    }
    skipSpace();
    if (at < text.length()) {
      throw complaint("Extra data", at);
    }
  }

  /** Reads a value or its opening bracket; true when it is complete. */
  private boolean value(Deque<Character> open) throws Complaint {
    char c = peek();
    if (c == '{' || c == '[') {
      open.push(c);
      at++;
      return false;
    }
    if (c == '"') {
      string();
      return true;
    }
    String constant = matches(CONSTANT);
    if (constant != null) {
      throw new Complaint(
          "Out of range float values are not JSON compliant: '%s'".formatted(constant));
    }
    String scalar = matches(LITERAL);
    scalar = scalar == null ? matches(NUMBER) : scalar;
    if (scalar == null) {
      throw complaint("Expecting value", at);
    }
    at += scalar.length();
    return true;
  }

  /** After an opening bracket: its end, or the first of its members. */
  private boolean firstMember(Deque<Character> open) throws Complaint {
    skipSpace();
    char bracket = open.getFirst();
    if (peek() == (bracket == '{' ? '}' : ']')) {
      return close(open);
    }
    return member(open, bracket);
  }

  /** After a complete value inside brackets: the closing one, or a comma and the next member. */
  private boolean afterValue(Deque<Character> open) throws Complaint {
    skipSpace();
    char bracket = open.getFirst();
    if (peek() == (bracket == '{' ? '}' : ']')) {
      return close(open);
    }
    if (peek() != ',') {
      throw complaint("Expecting ',' delimiter", at);
    }
    at++;
    skipSpace();
    return member(open, bracket);
  }

  private boolean close(Deque<Character> open) {
    at++;
    open.pop();
    return true;
  }

  private boolean member(Deque<Character> open, char bracket) throws Complaint {
    if (bracket == '{') {
      if (peek() != '"') {
        throw complaint("Expecting property name enclosed in double quotes", at);
      }
      string();
      skipSpace();
      if (peek() != ':') {
        throw complaint("Expecting ':' delimiter", at);
      }
      at++;
      skipSpace();
    }
    return value(open);
  }

  private void string() throws Complaint {
    int begin = at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c < ' ') {
        throw complaint("Invalid control character at", at);
      }
      at += c == '\\' ? escape(begin) : 1;
    }
    throw complaint("Unterminated string starting at", begin);
  }

  /** The length of the escape sequence that begins here. */
  private int escape(int begin) throws Complaint {
    if (at + 1 >= text.length()) {
      throw complaint("Unterminated string starting at", begin);
    }
    char escaped = text.charAt(at + 1);
    if (escaped == 'u') {
      if (!HEX.matcher(text).region(at + 2, text.length()).lookingAt()) {
        throw complaint("Invalid \\uXXXX escape", at + 1);
      }
      return 6;
    }
    if ("\"\\/bfnrt".indexOf(escaped) < 0) {
      throw complaint("Invalid \\escape", at);
    }
    return 2;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private String matches(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.group() : null;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Python counts characters where Java counts UTF-16 units. */
  private Complaint complaint(String what, int where) {
    int lineStart = where == 0 ? 0 : text.lastIndexOf('\n', where - 1) + 1;
    long line = text.substring(0, where).chars().filter(c -> c == '\n').count() + 1;
    return new Complaint(
        "%s: line %d column %d (char %d)"
            .formatted(
                what,
                line,
                text.codePointCount(lineStart, where) + 1,
                text.codePointCount(0, where)));
  }
}
