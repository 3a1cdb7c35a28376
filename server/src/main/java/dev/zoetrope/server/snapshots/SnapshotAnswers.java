package dev.zoetrope.server.snapshots;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** Blocks as the contract writes them. */
@Singleton
class SnapshotAnswers {
  static final String DAMAGED = "X-Zoetrope-Damaged-Blocks";
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotAnswers.class);
  private static final MediaType LINES = MediaType.of("application/jsonl");

  private final BlockReader reader;
  private final ObjectMapper json;
  private final ExecutorService blocking;

  SnapshotAnswers(
      BlockReader reader,
      ObjectMapper json,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.reader = reader;
    this.json = json;
    this.blocking = blocking;
  }

  ObjectNode sources(List<StoredBlock> blocks) {
    ObjectNode answer = json.createObjectNode();
    ArrayNode sources = answer.putArray("sources");
    for (int i = 0; i < blocks.size(); i++) {
      StoredBlock block = blocks.get(i);
      ObjectNode source = sources.addObject().put("source", "blob_v2");
      source.set("start_timestamp", json.valueToTree(Instant.ofEpochMilli(block.firstMs())));
      source.set("end_timestamp", json.valueToTree(Instant.ofEpochMilli(block.lastMs())));
      source.put("blob_key", Integer.toString(i));
      if (block.damaged()) {
        source.put("corrupt", true);
      }
    }
    return answer;
  }

  /** The events of the blocks, streamed; 304 when the caller has them. */
  HttpResponse<?> events(
      long projectId,
      String sessionId,
      List<StoredBlock> blocks,
      boolean frames,
      String ifNoneMatch) {
    String tag = tag(blocks, frames);
    boolean known = ifNoneMatch != null && matches(ifNoneMatch, tag);
    MutableHttpResponse<?> response =
        known
            ? HttpResponse.notModified()
            : HttpResponse.ok(stream(projectId, sessionId, blocks, frames))
                .contentType(frames ? MediaType.APPLICATION_OCTET_STREAM_TYPE : LINES)
                .header("Content-Disposition", "inline");
    long damaged = blocks.stream().filter(StoredBlock::damaged).count();
    if (damaged > 0) {
      response.header(DAMAGED, Long.toString(damaged));
    }
    return response.header("ETag", tag).header("Cache-Control", "private, max-age=3600");
  }

  private Flux<byte[]> stream(
      long projectId, String sessionId, List<StoredBlock> blocks, boolean frames) {
    return Flux.generate(
            () -> new SnapshotCursor(reader, projectId, sessionId, blocks, frames),
            SnapshotAnswers::advance,
            SnapshotAnswers::end)
        .subscribeOn(Schedulers.fromExecutorService(blocking));
  }

  private static SnapshotCursor advance(SnapshotCursor cursor, SynchronousSink<byte[]> sink) {
    try {
      byte[] piece = cursor.next();
      if (piece == null) {
        sink.complete();
      } else {
        sink.next(piece);
      }
    } catch (IOException e) {
      sink.error(e);
    }
    return cursor;
  }

  private static void end(SnapshotCursor cursor) {
    try {
      cursor.close();
    } catch (IOException e) {
      LOG.warn("a block did not close: {}", e.getMessage());
    }
  }

  private static String tag(List<StoredBlock> blocks, boolean frames) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) (frames ? 1 : 0));
      for (StoredBlock block : blocks) {
        digest.update(
            (block.itemUuid() + (block.damaged() ? "-" : "+")).getBytes(StandardCharsets.UTF_8));
      }
      return '"' + HexFormat.of().formatHex(digest.digest(), 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static boolean matches(String ifNoneMatch, String tag) {
    return Arrays.stream(ifNoneMatch.split(",", -1))
        .map(String::strip)
        .map(given -> given.startsWith("W/") ? given.substring(2) : given)
        .anyMatch(given -> given.equals("*") || given.equals(tag));
  }
}
