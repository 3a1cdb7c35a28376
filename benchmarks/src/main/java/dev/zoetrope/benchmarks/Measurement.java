package dev.zoetrope.benchmarks;

import java.util.List;

/** Measures one promise, or some that need the same servers. */
interface Measurement {
  /** Measures; a figure that misses its target is a row like any other. */
  List<Row> measure(Bench bench) throws Exception;
}
