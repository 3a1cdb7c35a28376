package dev.zoetrope.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagingTest {
  private final List<Integer> offsets = new ArrayList<>();

  private record Page(List<Integer> results, boolean next) {}

  @Test
  void walksAllPagesInOrder() {
    assertThat(numbers(7).elements(Page::results, Page::next)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(offsets).containsExactly(0, 3, 6);
  }

  @Test
  void fetchesNoPageThatIsNotNeeded() {
    assertThat(numbers(100).elements(Page::results, Page::next).limit(2)).containsExactly(0, 1);
    assertThat(offsets).containsExactly(0);
  }

  @Test
  void anEmptyListHasOneEmptyPage() {
    assertThat(numbers(0).elements(Page::results, Page::next)).isEmpty();
  }

  @Test
  void aServerThatPromisesWithoutEndIsNotAskedForEver() {
    var empty = Paging.of(3, (limit, offset) -> new Page(List.of(), true));

    assertThat(empty.elements(Page::results, Page::next)).isEmpty();
  }

  @Test
  void aPageHoldsSomething() {
    assertThatThrownBy(() -> Paging.of(0, (limit, offset) -> "page"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Paging<Page> numbers(int count) {
    return Paging.of(
        3,
        (limit, offset) -> {
          offsets.add(offset);
          int end = Math.min(offset + limit, count);
          return new Page(IntStream.range(offset, end).boxed().toList(), end < count);
        });
  }
}
