package dev.zoetrope.server.capture.decode;

/**
 * What one request may make the server keep in memory beside its compressed blocks: a small body
 * can ask for a lot of it.
 */
final class Allowance {
  private static final int NODES = 200_000;

  /** As much memory as so many values take. */
  private static final int ITEM = 2;

  private static final int REPLAY = 20;
  private static final long CONSOLE = 8L << 20;
  private static final int CONSOLE_LINE = 200;

  /** Each leaves at least its time behind, in the facts of its recording. */
  private static final int REPLAY_EVENTS = 1_000_000;

  private int nodes = NODES;
  private int replayEvents = REPLAY_EVENTS;
  private long console = CONSOLE;

  /** One more JSON value in a tree; a refusal beyond any sensible number. */
  void takeNode() {
    take(1);
  }

  /** One more item, even one without anything in it. */
  void takeItem() {
    take(ITEM);
  }

  /** One more list of replay events, even an empty one. */
  void takeReplay() {
    take(REPLAY);
  }

  /** One more replay event. */
  void takeReplayEvent() {
    if (--replayEvents < 0) {
      throw CaptureRefusal.tooLarge("more than %d replay events".formatted(REPLAY_EVENTS));
    }
  }

  private void take(int weight) {
    nodes -= weight;
    if (nodes < 0) {
      throw CaptureRefusal.tooLarge("more than %d values".formatted(NODES));
    }
  }

  /** Whether another console message is kept; it is counted in any case. */
  boolean forConsole(int length) {
    console -= length + CONSOLE_LINE;
    return console >= 0;
  }
}
