package dev.zoetrope.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows in Java compiles. */
class ReadmeTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void itsSnippetsCompile() throws IOException {
    Matcher snippets = SNIPPET.matcher(Files.readString(Path.of("../README.md")));
    int found = 0;
    while (snippets.find()) {
      assertEquals("", compile("Snippet" + found++, snippets.group(1)));
    }
    assertTrue(found > 0, "the README shows no Java");
  }

  @Test
  void aSnippetThatIsWrongDoesNot() throws IOException {
    assertTrue(compile("Wrong", "new ZoetropeClient().nothing();").contains("error"));
  }

  private String compile(String name, String snippet) throws IOException {
    Path source = folder.resolve(name + ".java");
    Files.writeString(
        source,
        """
        import dev.zoetrope.client.*;
        import dev.zoetrope.client.model.*;
        class %s { void run() { %s } }
        """
            .formatted(name, snippet));
    StringWriter output = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    compiler
        .getTask(
            output,
            null,
            null,
            List.of(
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path")),
            null,
            compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
        .call();
    return output.toString();
  }
}
