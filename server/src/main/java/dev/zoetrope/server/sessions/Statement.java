package dev.zoetrope.server.sessions;

import java.util.Comparator;
import java.util.UUID;

/**
 * What one event says of a fact.
 *
 * @param place its place among the events that may decide, see {@link SessionFact#place}
 * @param event its uuid, which tells equal places apart
 */
record Statement(long place, UUID event, String value) {
  static final Comparator<Statement> ORDER =
      Comparator.comparingLong(Statement::place)
          .thenComparing(Statement::event)
          .thenComparing(Statement::value);
}
