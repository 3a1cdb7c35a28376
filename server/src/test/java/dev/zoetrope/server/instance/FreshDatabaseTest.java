package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshDatabaseTest {
  @TempDir Path data;

  @Test
  void whatAnInterruptedFirstStartLeftIsPutAside() throws IOException {
    FreshDatabase.prepare(data);
    Files.writeString(data.resolve("zoetrope.mv.db"), "half");

    FreshDatabase.prepare(data);

    assertThat(data.resolve("zoetrope.mv.db")).doesNotExist();
    assertThat(data.resolve("unfinished-zoetrope.mv.db")).hasContent("half");
  }

  @Test
  void aDatabaseWhoseFirstStartWasCompletedStays() throws IOException {
    FreshDatabase.prepare(data);
    Files.writeString(data.resolve("zoetrope.mv.db"), "whole");
    FreshDatabase.complete(data);

    FreshDatabase.prepare(data);

    assertThat(data.resolve("zoetrope.mv.db")).hasContent("whole");
  }
}
