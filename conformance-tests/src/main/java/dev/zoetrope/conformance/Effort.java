package dev.zoetrope.conformance;

/**
 * How much is done at random.
 *
 * @param requests that are generated
 * @param mutants wrong documents that are tried, the same number of each kind; all if zero
 * @param seed of both; the same seed means the same requests and the same documents
 */
public record Effort(int requests, int mutants, long seed) {
  /** What every build does. */
  public static final Effort NORMAL = new Effort(20_000, 0, 1);
}
