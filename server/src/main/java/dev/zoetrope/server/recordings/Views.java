package dev.zoetrope.server.recordings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who has viewed a recording.
 *
 * @param viewed whether the asking user has
 * @param others the e-mail addresses of the other users who have, first viewer first
 */
record Views(boolean viewed, List<String> others) {
  static final Views NONE = new Views(false, List.of());
  static final Views OWN = new Views(true, List.of());

  Views and(Views more) {
    return new Views(
        viewed || more.viewed, Stream.concat(others.stream(), more.others.stream()).toList());
  }
}
