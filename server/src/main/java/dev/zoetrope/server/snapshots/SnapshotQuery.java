package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which events somebody asks for, with upstream's refusals (contract reference 9.4, B-265).
 *
 * @param first position of the first block
 * @param last position of the last block; {@link Integer#MAX_VALUE} for the end of the recording
 * @param frames whether as compressed frames instead of lines
 */
record SnapshotQuery(int first, int last, boolean frames) {
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

  /** The query of {@code source=blob_v2}, where at most so many keys may follow the first one. */
  static SnapshotQuery ofKeys(
      String blobKey, String startKey, String endKey, String decompress, int limit) {
    boolean single = isGiven(blobKey);
    boolean start = isGiven(startKey);
    boolean end = isGiven(endKey);
    if (single && (start || end)) {
      throw refused("Must provide a single blob key or start and end blob keys, not both");
    }
    if (start != end) {
      throw refused("Must provide both start_blob_key and end_blob_key");
    }
    if (!single && !start) {
      throw refused("Must provide one of blob key or start and end blob keys");
    }
    long first = key(single ? blobKey : startKey);
    long last = single ? first : key(endKey);
    if (first < 0 || last < first) {
      throw refused("Invalid blob key: " + (first < 0 ? first : last));
    }
    if (last - first > limit) {
      throw refused("Cannot request more than %d blob keys at once".formatted(limit));
    }
    if (last >= Integer.MAX_VALUE) {
      throw outOfRange();
    }
    return new SnapshotQuery((int) first, (int) last, isFrames(decompress));
  }

  /** The query of {@code source=all}. */
  static SnapshotQuery ofAll(String decompress) {
    return new SnapshotQuery(0, Integer.MAX_VALUE, isFrames(decompress));
  }

  /** The blocks among those of the recording. */
  List<StoredBlock> select(List<StoredBlock> blocks) {
    if (blocks.isEmpty()) {
      throw ApiException.notFound("Session recording not found");
    }
    if (last == Integer.MAX_VALUE) {
      return blocks;
    }
    if (last >= blocks.size()) {
      throw outOfRange();
    }
    return blocks.subList(first, last + 1);
  }

  private static boolean isFrames(String decompress) {
    return decompress != null && FALSE.contains(decompress.strip().toLowerCase(Locale.ROOT));
  }

  private static boolean isGiven(String key) {
    return key != null && !key.isEmpty();
  }

  private static long key(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw refused("Blob key must be an integer");
    }
  }

  private static ApiException refused(String detail) {
    return ApiException.of(ErrorCode.INVALID_INPUT, detail);
  }

  private static ApiException outOfRange() {
    return ApiException.notFound("Block index out of range");
  }
}
