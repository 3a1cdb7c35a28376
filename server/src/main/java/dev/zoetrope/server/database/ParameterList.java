package dev.zoetrope.server.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Values for {@code IN (?, ?)}, the last one repeated up to a power of two: few different
 * statements, so that databases recognize and do not read them anew.
 *
 * @param values at least one
 */
public record ParameterList<T>(List<T> values) {
  public ParameterList {
    List<T> padded = new ArrayList<>(values);
    int size = Integer.highestOneBit(Math.max(1, 2 * values.size() - 1));
    padded.addAll(Collections.nCopies(size - values.size(), values.get(values.size() - 1)));
    values = Collections.unmodifiableList(padded);
  }

  public static <T> ParameterList<T> of(Collection<T> values) {
    return new ParameterList<>(List.copyOf(values));
  }

  /** {@code ?, ?, ...}. */
  public String marks() {
    return String.join(", ", Collections.nCopies(values.size(), "?"));
  }
}
