package dev.zoetrope.server.persons;

import dev.zoetrope.server.testing.OnPostgres;
import java.nio.file.Path;
import java.util.Map;

class OldPersonsPostgresIT extends OldPersonsIT implements OnPostgres {
  @Override
  public Map<String, String> database(Path dataDirectory) {
    return filled(OnPostgres.super.database(dataDirectory));
  }
}
