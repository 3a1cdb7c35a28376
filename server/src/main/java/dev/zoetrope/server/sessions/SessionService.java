package dev.zoetrope.server.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The properties of sessions and their values (B-333 to B-335). */
@Singleton
class SessionService {
  private static final int MOST = 20;

  /** As upstream answers them, and the words that a search may look for. */
  private static final Map<Integer, String> BOUNCE = Map.of(1, "1 true", 0, "0 false");

  private final RankedValues ranked;
  private final ChannelTypes channels;

  SessionService(RankedValues ranked, ChannelTypes channels) {
    this.ranked = ranked;
    this.channels = channels;
  }

  /**
   * The properties whose names have all words of the search.
   *
   * @param search null for all
   * @param numerical null for both
   */
  List<SessionProperty> properties(String search, Boolean numerical) {
    return SessionProperty.ALL.stream()
        .filter(property -> search == null || property.matches(search))
        .filter(property -> numerical == null || property.type().isNumerical() == numerical)
        .toList();
  }

  /**
   * Values of a property, most frequent first; none for a property that there is not.
   *
   * @param search a text they contain, or null
   */
  List<JsonNode> values(long projectId, String key, String search) {
    if (key == null || key.isEmpty()) {
      throw ApiException.of(ErrorCode.INVALID_INPUT, "Key not provided");
    }
    Optional<SessionProperty> property = SessionProperty.named(key);
    String text = search == null ? "" : search;
    if (property.isEmpty()) {
      return List.of();
    }
    if (key.equals("$channel_type")) {
      return channelTypes(text);
    }
    if (property.get().type() == SessionProperty.Type.BOOLEAN) {
      return Stream.of(1, 0)
          .filter(value -> BOUNCE.get(value).contains(text.toLowerCase(Locale.ROOT)))
          .<JsonNode>map(IntNode::valueOf)
          .toList();
    }
    return ValueJson.of(ranked.top(projectId, property.get(), text, MOST), MOST);
  }

  private List<JsonNode> channelTypes(String search) {
    Stream<String> own = channels.own().stream();
    Stream<String> known =
        ChannelTypes.NAMES.stream()
            .filter(
                name -> name.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)));
    return Stream.concat(own, known).<JsonNode>map(TextNode::valueOf).toList();
  }
}
