package dev.zoetrope.server.snapshots;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tidies up segments of this process and of processes that are gone, never of living others. */
final class SegmentUpkeep implements BlockStore.Upkeep {
  private final FileBlockStore store;
  private final SegmentFiles files;
  private final OwnerLock lock;
  private final Clock clock;
  private final Duration quietPeriod;

  SegmentUpkeep(
      FileBlockStore store, SegmentFiles files, OwnerLock lock, Clock clock, Duration quietPeriod) {
    this.store = store;
    this.files = files;
    this.lock = lock;
    this.clock = clock;
    this.quietPeriod = quietPeriod;
  }

  @Override
  public List<BlockStore.Segment> quiet() throws IOException {
    Instant latest = clock.instant().minus(quietPeriod);
    List<BlockStore.Segment> quiet = new ArrayList<>();
    Set<String> owners = new HashSet<>();
    try (var paths = Files.newDirectoryStream(files.directory(), "*" + SegmentFiles.SUFFIX)) {
      for (Path path : paths) {
        Optional<String> name = SegmentFiles.segment(path);
        owners.add(FileBlockStore.ownerOf(name.orElseThrow()));
        if (!Files.getLastModifiedTime(path).toInstant().isAfter(latest)
            && !store.belongsToAnother(name.get())
            && !store.isPinned(name.get())
            && files.isOurs(path)) {
          quiet.add(
              new BlockStore.Segment(
                  name.get(),
                  Files.size(path),
                  SegmentFiles.HEADER,
                  store.writerOf(name.get()).isPresent()));
        }
      }
    }
    store.removeLocksExcept(owners);
    return quiet;
  }

  @Override
  public boolean retire(BlockStore.Segment segment) {
    store.writerOf(segment.name()).ifPresent(sink -> sink.retire(segment.name()));
    return !store.isPinned(segment.name());
  }

  @Override
  public void truncate(BlockStore.Segment segment, long size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(files.path(segment.name()), StandardOpenOption.WRITE)) {
      channel.truncate(size);
      channel.force(true);
    }
  }

  @Override
  public void remove(BlockStore.Segment segment) throws IOException {
    try {
      Files.delete(files.path(segment.name()));
    } catch (NoSuchFileException e) {
      // Gone is what was asked for.
    }
    files.syncDirectory();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
