package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.AllOf;
import dev.zoetrope.server.assistant.filters.Condition.AnyOf;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import java.util.List;
import java.util.Map;

/** Browsers have other names on phones: Safari on an iPhone reports itself as Mobile Safari. */
final class MobileBrowsers {
  private static final Map<String, String> ON_IOS =
      Map.of("Safari", "Mobile Safari", "Chrome", "Chrome iOS", "Firefox", "Firefox iOS");

  private MobileBrowsers() {}

  static Condition renamed(Condition condition) {
    if (condition instanceof AnyOf any) {
      return Trees.any(any.members().stream().map(MobileBrowsers::renamed).toList());
    }
    if (!(condition instanceof AllOf all)) {
      return condition;
    }
    boolean ios = all.members().stream().anyMatch(MobileBrowsers::ios);
    boolean mobile = ios || all.members().stream().anyMatch(MobileBrowsers::mobile);
    return Trees.all(all.members().stream().map(member -> renamed(member, ios, mobile)).toList());
  }

  private static Condition renamed(Condition member, boolean ios, boolean mobile) {
    if (!(member instanceof Leaf leaf) || !leaf.key().equals("$browser") || !mobile) {
      return renamed(member);
    }
    List<String> names =
        leaf.values().stream()
            .map(name -> ios || name.equals("Safari") ? ON_IOS.getOrDefault(name, name) : name)
            .toList();
    return leaf.with(names);
  }

  private static boolean ios(Condition condition) {
    return condition instanceof Leaf leaf
        && leaf.operator().equals("exact")
        && List.of("iOS", "iPhone", "iPad").containsAll(leaf.values());
  }

  private static boolean mobile(Condition condition) {
    return condition instanceof Leaf leaf
        && leaf.operator().equals("exact")
        && leaf.key().equals("$device_type")
        && leaf.values().equals(List.of("Mobile"));
  }
}
