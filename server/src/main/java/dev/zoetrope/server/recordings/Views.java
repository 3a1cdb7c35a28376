package dev.zoetrope.server.recordings;

import java.util.List;

/**
 * Who has viewed a recording.
 *
 * @param viewed whether the asking user has
 * @param others the e-mail addresses of the other users who have, first viewer first
 */
record Views(boolean viewed, List<String> others) {
  static final Views NONE = new Views(false, List.of());
}
