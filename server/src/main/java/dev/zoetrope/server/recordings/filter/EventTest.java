package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** What one event must be like. */
public sealed interface EventTest {
  /** Whether the event passes. */
  boolean passes(SessionEvent event);

  /** Whether the test says what must not be. */
  boolean negative();

  /** What the test says must not be; itself, when it says what must be. */
  EventTest affirmed();

  /**
   * A property of the event.
   *
   * @param exactly when nothing but these values passes; else empty
   */
  record Property(String key, ValueTest test, List<JsonNode> exactly) implements EventTest {
    @Override
    public boolean negative() {
      return test.operator().negative();
    }

    @Override
    public EventTest affirmed() {
      return new Property(key, test.affirmed(), exactly);
    }

    @Override
    public boolean passes(SessionEvent event) {
      return test.passes(event.property(key));
    }
  }

  /** Something that every event has (B-244). */
  record Metadata(Field field, ValueTest test) implements EventTest {
    /** The columns of an event that can be asked for. */
    public enum Field {
      EVENT,
      UUID,
      DISTINCT_ID,
      TIMESTAMP,
      SESSION_ID
    }

    @Override
    public boolean negative() {
      return test.operator().negative();
    }

    @Override
    public EventTest affirmed() {
      return new Metadata(field, test.affirmed());
    }

    @Override
    public boolean passes(SessionEvent event) {
      return test.passes(
          TextNode.valueOf(
              switch (field) {
                case EVENT -> event.name();
                case UUID -> event.uuid().toString();
                case DISTINCT_ID -> event.distinctId();
                case TIMESTAMP -> event.at().toString();
                case SESSION_ID -> event.sessionId();
              }));
    }
  }

  /** An element that the event is about, or one around it (B-245). */
  record Element(Part part, ValueTest test) implements EventTest {
    /** What of an element can be asked for. */
    public enum Part {
      TAG_NAME,
      TEXT,
      HREF
    }

    @Override
    public boolean negative() {
      return test.operator().negative();
    }

    @Override
    public EventTest affirmed() {
      return new Element(part, test.affirmed());
    }

    @Override
    public boolean passes(SessionEvent event) {
      boolean found =
          event.elements().stream()
              .map(
                  element ->
                      switch (part) {
                        case TAG_NAME -> element.tag();
                        case TEXT -> element.text();
                        case HREF -> element.attribute("href");
                      })
              .anyMatch(text -> text != null && test.affirmed().passes(TextNode.valueOf(text)));
      return found != test.operator().negative();
    }
  }

  /** The elements of the event match a CSS selector, or none of several. */
  record Selected(List<ElementSelector> selectors, boolean negated) implements EventTest {
    @Override
    public boolean negative() {
      return negated;
    }

    @Override
    public EventTest affirmed() {
      return new Selected(selectors, false);
    }

    @Override
    public boolean passes(SessionEvent event) {
      return negated != selectors.stream().anyMatch(selector -> selector.matches(event.elements()));
    }
  }

  /** The event does not pass. */
  record Not(EventTest test) implements EventTest {
    @Override
    public boolean negative() {
      return true;
    }

    @Override
    public EventTest affirmed() {
      return test;
    }

    @Override
    public boolean passes(SessionEvent event) {
      return !test.passes(event);
    }
  }
}
