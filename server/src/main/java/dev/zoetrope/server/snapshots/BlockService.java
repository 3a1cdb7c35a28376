package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.recordings.RecordingPurge;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;

/**
 * Destroys blocks: without its key and its index entries nothing of a recording can be read, though
 * its bytes stay until compaction rewrites the segment (B-262).
 */
@Singleton
class BlockService implements RecordingPurge {
  private final BlockRepository blocks;
  private final RecordingKeys keys;

  BlockService(BlockRepository blocks, RecordingKeys keys) {
    this.blocks = blocks;
    this.keys = keys;
  }

  @Override
  @Transactional
  public void purge(long projectId, Collection<String> sessionIds) {
    blocks.remove(projectId, sessionIds);
    keys.forget(projectId, sessionIds);
  }
}
