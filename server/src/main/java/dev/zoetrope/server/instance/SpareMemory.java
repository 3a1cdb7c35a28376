package dev.zoetrope.server.instance;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * Makes the JVM give memory back that the server does not use: starting takes several times what
 * running does. What was told to the JVM otherwise stays as it was told.
 */
public final class SpareMemory {
  /**
   * An idle heap is collected every minute, and kept little larger than what lives in it. In this
   * order: the least may never be above the most.
   */
  private static final List<Map.Entry<String, String>> OPTIONS =
      List.of(
          Map.entry("G1PeriodicGCInterval", "60000"),
          Map.entry("MinHeapFreeRatio", "10"),
          Map.entry("MaxHeapFreeRatio", "30"));

  private static final String LARGEST_KEPT_BUFFER = "jdk.nio.maxCachedBufferSize";

  private SpareMemory() {}

  /** Threads keep a copy as large as their largest write, unless told before the first one. */
  public static void keepNoLargeBuffers() {
    if (System.getProperty(LARGEST_KEPT_BUFFER) == null) {
      System.setProperty(LARGEST_KEPT_BUFFER, Integer.toString(256 << 10));
    }
  }

  /** To be called once the server has started. */
  public static void giveBack() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    for (Map.Entry<String, String> option : OPTIONS) {
      try {
        if (machine.getVMOption(option.getKey()).getOrigin() == VMOption.Origin.DEFAULT) {
          machine.setVMOption(option.getKey(), option.getValue());
        }
      } catch (IllegalArgumentException e) {
        // Another collector: it has no such option, or lets nobody change it.
      }
    }
    // Frees what only starting needed; nobody waits for it.
    Thread once = new Thread(System::gc, "spare-memory");
    once.setDaemon(true);
    once.start();
  }
}
