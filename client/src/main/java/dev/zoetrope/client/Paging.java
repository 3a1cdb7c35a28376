package dev.zoetrope.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Walks a list page by page, fetching the next page when its first element is asked for.
 *
 * <pre>{@code
 * Paging.of(100, (limit, offset) -> api.listSubscriptions("1", limit, offset))
 *     .elements(SubscriptionList::getResults, page -> page.getNext() != null);
 * }</pre>
 *
 * @param <P> the generated page
 */
public final class Paging<P> {
  /** Fetches one page. */
  @FunctionalInterface
  public interface Source<P> {
    P page(int limit, int offset);
  }

  private final int pageSize;
  private final Source<P> source;

  private Paging(int pageSize, Source<P> source) {
    this.pageSize = pageSize;
    this.source = source;
  }

  /**
   * Prepares a walk; nothing is fetched yet.
   *
   * @param pageSize how many elements to ask for at once, at least 1
   */
  public static <P> Paging<P> of(int pageSize, Source<P> source) {
    if (pageSize < 1) {
      throw new IllegalArgumentException("a page has at least one element");
    }
    return new Paging<>(pageSize, source);
  }

  /** All elements of all pages, lazily; each call starts from the first page. */
  public <T> Stream<T> elements(Function<P, List<T>> elements, Predicate<P> hasNext) {
    Iterable<T> walk = () -> new Walk<>(elements, hasNext);
    return StreamSupport.stream(walk.spliterator(), false);
  }

  private final class Walk<T> implements Iterator<T> {
    private final Function<P, List<T>> elements;
    private final Predicate<P> hasNext;
    private final Deque<T> fetched = new ArrayDeque<>();
    private int offset;
    private boolean more = true;

    Walk(Function<P, List<T>> elements, Predicate<P> hasNext) {
      this.elements = elements;
      this.hasNext = hasNext;
    }

    @Override
    public boolean hasNext() {
      while (fetched.isEmpty() && more) {
        P page = source.page(pageSize, offset);
        List<T> found = elements.apply(page);
        fetched.addAll(found);
        offset += found.size();
        // A server that promises more but gives nothing must not be asked for ever.
        more = hasNext.test(page) && !found.isEmpty();
      }
      return !fetched.isEmpty();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return fetched.removeFirst();
    }
  }
}
