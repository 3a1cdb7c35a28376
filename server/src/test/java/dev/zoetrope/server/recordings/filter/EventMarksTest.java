package dev.zoetrope.server.recordings.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.recordings.query.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventMarksTest {
  /** As {@link EventReader} reads events. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final List<String> SCALARS =
      List.of(
          "5",
          "5.0",
          "5e0",
          "50e-1",
          "-5",
          "0",
          "0.0",
          "-0",
          "-0.0",
          "1e900",
          "10e899",
          "1e-900",
          "0.1",
          "true",
          "false",
          "null",
          "\"5\"",
          "\"5.00\"",
          "\" 5 \"",
          "\"+5\"",
          "\"05\"",
          "\"5a\"",
          "\"\"",
          "\" \"",
          "\"0\"",
          "\"true\"",
          "\"null\"",
          "\"1e900\"",
          "\"other\"",
          "\"=5\"",
          "\"Chrome\"",
          "\"chrome\"",
          "\"\u0665\"",
          "\"[5]\"",
          "\"1E+900\"");

  @Test
  void whatPassesHasAMarkThatIsWanted() throws Exception {
    List<String> texts = new ArrayList<>(SCALARS);
    SCALARS.forEach(text -> texts.add("[\"x\"," + text + "]"));
    texts.addAll(
        List.of(
            "[]", "{}", "[[5]]", longText(400), longText(401), longText(600), padded(), many()));
    List<String> wantedTexts = new ArrayList<>(SCALARS);
    wantedTexts.addAll(List.of(longText(400), longText(401), longText(600), padded()));
    int passed = 0;
    for (String wantedText : wantedTexts) {
      JsonNode wanted = JSON.readTree(wantedText);
      if (wanted.isNull()) {
        continue;
      }
      ValueTest test = new ValueTest(Operator.EXACT, value -> Values.equal(value, wanted));
      Set<Long> marks = EventMarks.wanted("key", List.of(wanted));
      for (String text : texts) {
        JsonNode value = JSON.readTree(text);
        if (test.passes(value)) {
          passed++;
          assertTrue(
              marksOf("key", value).stream().anyMatch(marks::contains),
              text + " passes " + wantedText);
        }
      }
    }
    assertTrue(passed > 2 * SCALARS.size(), passed + " pairs passed");
  }

  @Test
  void otherValuesAndOtherPropertiesHaveOtherMarks() throws Exception {
    JsonNode chrome = JSON.readTree("\"Chrome\"");
    Set<Long> marks = EventMarks.wanted("$browser", List.of(chrome));
    assertFalse(
        marksOf("$browser", JSON.readTree("\"Safari\"")).stream().anyMatch(marks::contains));
    assertFalse(marksOf("$os", chrome).stream().anyMatch(marks::contains));
  }

  @Test
  void nothingHasNoMark() {
    assertEquals(List.of(), EventMarks.of("key", null));
    assertEquals(List.of(), EventMarks.of("key", JSON.nullNode()));
    assertEquals(List.of(), EventMarks.of("key", JSON.missingNode()));
  }

  /** Of what passes something else than equality, the text is known or the mark is shared. */
  @Test
  void whatPassesIsAmongTheTexts() throws Exception {
    List<String> texts = new ArrayList<>(SCALARS);
    SCALARS.forEach(text -> texts.add("[\"x\"," + text + "]"));
    texts.addAll(List.of("[]", "{}", "[[5]]", longText(400), longText(401), padded(), many()));
    for (String part : List.of("5", ".0", "e9", "rom", "[", "\"5", "a", " ", "x", "0")) {
      ValueTest test =
          new ValueTest(Operator.ICONTAINS, value -> Values.text(value).contains(part));
      for (String text : texts) {
        JsonNode value = JSON.readTree(text);
        if (!test.passes(value)) {
          continue;
        }
        List<EventMarks.Value> values = EventMarks.of("key", value);
        Set<Long> passing =
            values.stream()
                .filter(one -> one.text().map(own -> own.contains(part)).orElse(false))
                .map(EventMarks.Value::mark)
                .collect(Collectors.toSet());
        Set<Long> wanted = EventMarks.wantedAmong("key", passing);
        assertTrue(
            values.stream().map(EventMarks.Value::mark).anyMatch(wanted::contains),
            text + " contains " + part);
      }
    }
  }

  @Test
  void whatProjectsNameIsFoundByBeingThere() throws Exception {
    for (String text : List.of("0", "\"\"", "[]", "{}", many(), longText(401))) {
      Set<Long> marks = marksOf("plan", JSON.readTree(text));
      assertTrue(EventMarks.present("plan").stream().anyMatch(marks::contains), text);
      assertFalse(EventMarks.present("other").stream().anyMatch(marks::contains), text);
    }
  }

  @Test
  void anEventWithTooManyPropertiesIsFoundByAll() throws Exception {
    ObjectNode properties = JSON.createObjectNode();
    for (int i = 0; i < 150; i++) {
      properties.put("p" + i, i);
    }
    Set<Long> marks =
        EventProperties.of(properties.toString()).stream()
            .map(EventMarks.Value::mark)
            .collect(Collectors.toSet());

    for (String key : List.of("p0", "p149", "nothing")) {
      assertTrue(EventMarks.present(key).stream().anyMatch(marks::contains));
      assertTrue(
          EventMarks.wanted(key, List.of(JSON.readTree("7"))).stream().anyMatch(marks::contains));
      assertTrue(EventMarks.wantedAmong(key, List.of()).stream().anyMatch(marks::contains));
    }
  }

  private static Set<Long> marksOf(String key, JsonNode value) {
    return EventMarks.of(key, value).stream()
        .map(EventMarks.Value::mark)
        .collect(Collectors.toSet());
  }

  /** A list of more items than are looked at. */
  private static String many() {
    return "[" + "\"item 5\",".repeat(30) + "\"Chrome\"]";
  }

  /** A number to filters, however many spaces surround it. */
  private static String padded() {
    return "\"5" + " ".repeat(500) + "\"";
  }

  private static String longText(int length) {
    return "\"" + "a".repeat(length) + "\"";
  }
}
