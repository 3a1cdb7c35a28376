package dev.zoetrope.server.web;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * A failure as the log may show it: every class and frame, but only those messages that cannot
 * quote what people sent. A database quotes the row, a parser the text.
 */
final class FailureText {
  private static final int MAX_CAUSES = 8;
  private static final int MAX_FRAMES = 80;

  private FailureText() {}

  static String of(Throwable failure) {
    StringBuilder out = new StringBuilder();
    Throwable current = failure;
    for (int i = 0; current != null && i < MAX_CAUSES; i++) {
      out.append(i == 0 ? "" : "caused by ").append(current.getClass().getName());
      String message = harmlessMessage(current);
      if (message != null) {
        out.append(": ").append(message);
      }
      out.append('\n');
      Arrays.stream(current.getStackTrace())
          .limit(MAX_FRAMES)
          .forEach(frame -> out.append("\tat ").append(frame).append('\n'));
      current = current.getCause();
    }
    return out.toString();
  }

  private static String harmlessMessage(Throwable failure) {
    if (failure instanceof SQLException sql) {
      return "SQLState %s, error %d".formatted(sql.getSQLState(), sql.getErrorCode());
    }
    // Our own words, the virtual machine's, the file system's; a JSON parser's failure is an
    // IOException too, but of a class of its own.
    boolean harmless =
        failure instanceof NullPointerException
            || failure instanceof Error
            || failure.getClass() == IllegalStateException.class
            || failure.getClass() == IOException.class
            || failure.getClass().getName().startsWith("java.nio.file.");
    return harmless ? failure.getMessage() : null;
  }
}
