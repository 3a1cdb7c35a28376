package dev.zoetrope.server.sessions;

import dev.zoetrope.server.testing.OnH2;
import java.nio.file.Path;
import java.util.Map;

class OldEventsH2IT extends OldEventsIT implements OnH2 {
  @Override
  public Map<String, String> database(Path dataDirectory) {
    return filled(existing(dataDirectory));
  }
}
