package dev.zoetrope.server.recordings.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateExpressionTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:34:56.789Z");

  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-01T00:00:00Z",
    "2026-03-01T05:06, 2026-03-01T05:06:00Z",
    "2026-03-01 05:06:07, 2026-03-01T05:06:07Z",
    "2026-03-01T05:06:07.5Z, 2026-03-01T05:06:07.500Z",
    "2026-03-01T05:06:07+02:00, 2026-03-01T03:06:07Z",
    "-3d, 2026-03-28T12:34:56.789Z",
    "-5h, 2026-03-31T07:34:56.789Z",
    "-2w, 2026-03-17T12:34:56.789Z",
    "-1m, 2026-02-28T12:34:56.789Z",
    "-1q, 2025-12-31T12:34:56.789Z",
    "-1y, 2025-03-31T12:34:56.789Z",
    "-30M, 2026-03-31T12:04:56.789Z",
    "-90s, 2026-03-31T12:33:26.789Z",
    "3d, 2026-03-28T12:34:56.789Z",
    "dStart, 2026-03-31T00:00:00Z",
    "-1dStart, 2026-03-30T00:00:00Z",
    "-1dEnd, 2026-03-30T23:59:59.999Z",
    "hStart, 2026-03-31T12:00:00Z",
    "mStart, 2026-03-01T00:00:00Z",
    "-1mEnd, 2026-02-28T23:59:59.999Z",
    "qStart, 2026-01-01T00:00:00Z",
    "yStart, 2026-01-01T00:00:00Z",
  })
  void namesTheMoment(String text, String earliest) {
    assertThat(DateExpression.parse(text, NOW).map(d -> Instant.ofEpochMilli(d.earliestMs())))
        .hasValue(Instant.parse(earliest));
  }

  @Test
  void aBareDateLastsTheWholeDay() {
    assertThat(DateExpression.parse("2026-03-01", NOW).orElseThrow().latestMs())
        .isEqualTo(Instant.parse("2026-03-01T23:59:59.999Z").toEpochMilli());
  }

  @Test
  void microsecondsRoundInwards() {
    DateExpression date = DateExpression.parse("2026-03-01T00:00:00.000001Z", NOW).orElseThrow();
    long whole = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    assertThat(date).isEqualTo(new DateExpression(whole + 1, whole));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "d",
        "-d",
        "-3x",
        "-3D",
        "--3d",
        "2026-13-01",
        "2026-02-30",
        "wStart",
        "2026-03-01T25:00",
        "-9999999d",
        "99999-01-01",
        "2026-03-01Tfoo",
        "-999999y\n"
      })
  void anythingElseIsNoDate(String text) {
    assertThat(DateExpression.parse(text, NOW)).isEmpty();
  }

  @Test
  void theFarPastIsADateToo() {
    assertThat(DateExpression.parse("-999999y", NOW)).isPresent();
  }
}
