// What an integrator does with the client that OpenAPI Generator makes of the document (typescript-fetch).
import assert from "node:assert/strict";
import {
  CaptureApi,
  Configuration,
  InsightsApi,
  ResponseError,
  SessionRecordingsApi,
  SharingApi,
  SubscriptionsApi,
} from "./generated/index";

const [basePath, key, token] = process.argv.slice(2) as [string, string, string];
const owner = new Configuration({ basePath, headers: { Authorization: `Bearer ${key}` } });
const anybody = new Configuration({ basePath });
const projectId = "@current";
const id = `typescript-${Date.now()}`;

async function refused(call: Promise<unknown>): Promise<{ status: number; body: any }> {
  try {
    await call;
  } catch (e) {
    assert.ok(e instanceof ResponseError);
    return { status: e.response.status, body: await e.response.json() };
  }
  throw new assert.AssertionError({ message: "was not refused" });
}

async function story(): Promise<void> {
  const start = Date.now() - 3_600_000;
  const snapshot = [
    {
      event: "$snapshot",
      properties: {
        token,
        distinct_id: "typescript",
        $session_id: id,
        $window_id: "w",
        $snapshot_data: [
          { type: 4, timestamp: start, data: { href: "https://shop.example/", width: 800, height: 600 } },
          { type: 3, timestamp: start + 9_000, data: { source: 2, type: 2, id: 1 } },
        ],
      },
    },
  ];
  const captured = await new CaptureApi(anybody).captureSnapshots({ body: new Blob([JSON.stringify(snapshot)]) });
  assert.equal(captured.status, "Ok");

  const recordings = new SessionRecordingsApi(owner);
  const page = await recordings.listSessionRecordings({ projectId, sessionIds: JSON.stringify([id]) });
  assert.equal(page.results.length, 1);
  assert.equal(page.results[0]!.clickCount, 1);
  const one = await recordings.getSessionRecording({ projectId, id });
  assert.equal(one.startUrl, "https://shop.example/");
  assert.ok(one.startTime instanceof Date);
  await recordings.updateSessionRecording({ projectId, id, sessionRecordingPatch: { viewed: true } });
  assert.equal((await recordings.getSessionRecordingViewed({ projectId, id })).viewed, true);

  const share = await new SharingApi(owner).updateRecordingSharing({
    projectId,
    recordingId: id,
    sharingConfigurationPatch: { enabled: true },
  });
  const shared = await new SharingApi(anybody).getSharedRecording({ accessToken: share.accessToken! });
  assert.equal(shared.recording!.id, id);

  const insights = new InsightsApi(owner);
  const insight = await insights.createInsight({ projectId, insightWrite: { name: "TypeScript" } });
  const subscriptions = new SubscriptionsApi(owner);
  const wanted = {
    insight: insight.id,
    targetType: "email" as const,
    targetValue: "ada@example.com",
    frequency: "weekly" as const,
    startDate: new Date("2026-01-01T09:00:00Z"),
    title: "Weekly",
  };
  const subscription = await subscriptions.createSubscription({ projectId, subscriptionCreate: wanted });
  assert.equal(subscription.summary, "sent every week");
  const kept = await subscriptions.updateSubscription({
    projectId,
    id: subscription.id,
    subscriptionPatch: { frequency: "daily" },
  });
  assert.equal(kept.title, "Weekly", "absent keeps");
  const cleared = await subscriptions.updateSubscription({
    projectId,
    id: subscription.id,
    subscriptionPatch: { title: null },
  });
  assert.equal(cleared.title, null, "null clears");
  const first = await subscriptions.listSubscriptions({ projectId, insight: insight.id, limit: 1 });
  assert.equal(first.count, 1);

  const wrong = await refused(
    subscriptions.createSubscription({ projectId, subscriptionCreate: { ...wanted, targetValue: "nobody" } }),
  );
  assert.deepEqual([wrong.status, wrong.body.type, wrong.body.attr], [400, "validation_error", "target_value"]);

  await subscriptions.updateSubscription({ projectId, id: subscription.id, subscriptionPatch: { deleted: true } });
  await insights.updateInsight({ projectId, id: String(insight.id), insightWrite: { deleted: true } });
  await recordings.deleteSessionRecording({ projectId, id });
  assert.equal((await refused(recordings.getSessionRecording({ projectId, id }))).status, 404);
}

story().then(
  () => console.log("told"),
  async (e) => {
    console.error(e, e instanceof ResponseError ? await e.response.text() : "");
    process.exitCode = 1;
  },
);
