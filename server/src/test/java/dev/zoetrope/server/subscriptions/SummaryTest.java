package dev.zoetrope.server.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
  @ParameterizedTest
  @CsvSource({
    "daily, 1, '', , sent every day",
    "weekly, 1, '', , sent every week",
    "monthly, 1, '', , sent every month",
    "yearly, 1, '', , sent every year",
    "weekly, 2, '', , sent every 2 weeks",
    "monthly, 3, 'friday', -1, sent every 3 months on the last Friday",
    "monthly, 1, 'monday', 1, sent every month on the first Monday",
    "monthly, 1, 'monday', 2, sent every month on the second Monday",
    "monthly, 1, 'monday', 3, sent every month on the third Monday",
    "monthly, 1, 'sunday', 4, sent every month on the fourth Sunday",
    "monthly, 1, 'monday tuesday', 1, sent every month on the first day",
    "monthly, 1, 'monday', 5, sent on a schedule",
    "monthly, 2, 'monday tuesday', -2, sent on a schedule",
    "monthly, 1, 'monday', , sent every month",
    "monthly, 1, '', 5, sent every month",
    "monthly, 1, 'monday', 0, sent every month",
    "daily, 0, '', , sent every day",
  })
  void speaksLikeUpstream(
      String frequency, int interval, String days, Integer position, String expected) {
    List<String> weekdays = days.isEmpty() ? List.of() : Arrays.asList(days.split(" ", -1));

    assertThat(Summary.of(Frequency.of(frequency), interval, weekdays, position))
        .isEqualTo(expected);
  }

  @Test
  void noWeekdaysAreTheSameAsAnEmptyList() {
    assertThat(Summary.of(Frequency.WEEKLY, 1, null, 1)).isEqualTo("sent every week");
  }
}
