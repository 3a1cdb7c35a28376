package dev.zoetrope.conformance;

import dev.zoetrope.conformance.remote.BundledServer;
import dev.zoetrope.conformance.remote.Target;
import java.util.Map;

/** The one server that the tests of this build look at. */
final class TestTarget {
  private static final Target TARGET = BundledServer.start(Map.of()).target();

  private TestTarget() {}

  static Target get() {
    return TARGET;
  }
}
