package dev.zoetrope.server.sessions;

import dev.zoetrope.server.testing.OnPostgres;
import java.nio.file.Path;
import java.util.Map;

class OldEventsPostgresIT extends OldEventsIT implements OnPostgres {
  @Override
  public Map<String, String> database(Path dataDirectory) {
    return filled(OnPostgres.super.database(dataDirectory));
  }
}
