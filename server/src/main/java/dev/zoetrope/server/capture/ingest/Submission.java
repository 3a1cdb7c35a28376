package dev.zoetrope.server.capture.ingest;

import dev.zoetrope.server.capture.decode.CapturedBatch;
import java.util.concurrent.CompletableFuture;

/** A batch on its way to the disk, and who waits for it. */
record Submission(long projectId, CapturedBatch batch, CompletableFuture<Void> done) {}
