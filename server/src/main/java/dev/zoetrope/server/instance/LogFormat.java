package dev.zoetrope.server.instance;

import java.io.Console;
import java.util.Map;

/** Text for people at a terminal, a JSON object per line for everything that collects logs. */
public final class LogFormat {
  private LogFormat() {}

  /** The name of the appender that {@code ZOETROPE_LOG_FORMAT} asks for. */
  public static String appender(Map<String, String> environment) {
    return switch (environment.getOrDefault("ZOETROPE_LOG_FORMAT", "auto")) {
      case "text" -> "TEXT";
      case "json" -> "JSON";
      default -> isTerminal(System.console()) ? "TEXT" : "JSON";
    };
  }

  /** From Java 22 on there is a console without a terminal, too, and it can say so. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
