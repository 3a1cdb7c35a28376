package dev.zoetrope.server.instance;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Content negotiation where one operation has several media types. */
final class MediaTypes {
  private MediaTypes() {}

  /**
   * The offered type that the caller likes best; of equally liked ones the first offered.
   *
   * @return empty when the caller takes none of them
   */
  static Optional<MediaType> best(HttpRequest<?> request, List<MediaType> offered) {
    Collection<MediaType> accepted = request.accept();
    if (accepted.isEmpty()) {
      return Optional.of(offered.get(0));
    }
    return offered.stream()
        .filter(type -> quality(accepted, type).signum() > 0)
        .max(
            Comparator.comparing((MediaType type) -> quality(accepted, type))
                .thenComparing(type -> -offered.indexOf(type)));
  }

  /** The weight of the most specific range that covers the type. */
  private static BigDecimal quality(Collection<MediaType> accepted, MediaType type) {
    return accepted.stream()
        .filter(range -> covers(range, type))
        .max(Comparator.comparingInt(MediaTypes::precision))
        .map(MediaType::getQualityAsNumber)
        .orElse(BigDecimal.ZERO);
  }

  private static boolean covers(MediaType range, MediaType type) {
    return range.getName().equals(type.getName())
        || range.getType().equals("*")
        || (range.getSubtype().equals("*") && range.getType().equals(type.getType()));
  }

  private static int precision(MediaType range) {
    if (range.getType().equals("*")) {
      return 0;
    }
    return range.getSubtype().equals("*") ? 1 : 2;
  }
}
