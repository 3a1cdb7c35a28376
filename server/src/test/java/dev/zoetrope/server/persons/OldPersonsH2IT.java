package dev.zoetrope.server.persons;

import dev.zoetrope.server.testing.OnH2;
import java.nio.file.Path;
import java.util.Map;

class OldPersonsH2IT extends OldPersonsIT implements OnH2 {
  @Override
  public Map<String, String> database(Path dataDirectory) {
    return filled(existing(dataDirectory));
  }
}
