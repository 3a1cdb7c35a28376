package dev.zoetrope.conformance.claims;

import dev.zoetrope.conformance.claims.Mutation.Kind;
import dev.zoetrope.conformance.contract.Contract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Documents that are wrong in a single statement, each held against what was seen: a suite that
 * does not notice the difference proves nothing about that statement.
 *
 * @param tried how many were tried
 * @param explained those that nothing noticed, with the reason
 * @param unexplained those that nothing noticed, and something should have
 * @param seed of the choice
 * @param byKind tried and noticed, by kind
 */
public record Mutants(
    int tried,
    Map<String, String> explained,
    List<String> unexplained,
    long seed,
    Map<String, int[]> byKind) {
  /**
   * Tries so many, the same number of each kind as far as there are as many; all of them if zero.
   */
  public static Mutants of(Contract contract, Evidence evidence, int most, long seed) {
    List<Mutation> chosen = choice(Mutations.of(contract.root()), most, new Random(seed));
    Jury jury = new Jury(contract, evidence);
    Map<Mutation, Optional<String>> verdicts =
        chosen.parallelStream().collect(Collectors.toConcurrentMap(one -> one, jury::objection));
    Map<String, int[]> byKind = new TreeMap<>();
    Map<String, String> explained = new TreeMap<>();
    List<String> unexplained = new ArrayList<>();
    for (Mutation mutation : chosen) {
      int[] counts = byKind.computeIfAbsent(mutation.kind().name(), kind -> new int[2]);
      counts[0]++;
      if (verdicts.get(mutation).isPresent()) {
        counts[1]++;
      } else {
        Survivors.reason(mutation)
            .ifPresentOrElse(
                reason -> explained.put(mutation.toString(), reason),
                () -> unexplained.add(mutation.toString()));
      }
    }
    Collections.sort(unexplained);
    return new Mutants(chosen.size(), explained, unexplained, seed, byKind);
  }

  /** The part of them that was noticed, between 0 and 1. */
  public double killed() {
    return 1 - (double) (explained.size() + unexplained.size()) / tried;
  }

  private static List<Mutation> choice(List<Mutation> all, int most, Random random) {
    Collections.shuffle(all, random);
    if (most == 0 || all.size() <= most) {
      return all;
    }
    Map<Kind, List<Mutation>> kinds =
        all.stream()
            .collect(Collectors.groupingBy(Mutation::kind, TreeMap::new, Collectors.toList()));
    List<Mutation> chosen = new ArrayList<>();
    for (int i = 0; chosen.size() < most; i++) {
      for (List<Mutation> kind : kinds.values()) {
        if (i < kind.size() && chosen.size() < most) {
          chosen.add(kind.get(i));
        }
      }
    }
    return chosen;
  }
}
