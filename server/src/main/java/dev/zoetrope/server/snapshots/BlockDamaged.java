package dev.zoetrope.server.snapshots;

/** The bytes of a block are not the ones that were written (B-263). */
final class BlockDamaged extends Exception {
  private static final long serialVersionUID = 1L;

  BlockDamaged(String reason) {
    super(reason);
  }

  BlockDamaged(String reason, Throwable cause) {
    super(reason, cause);
  }
}
