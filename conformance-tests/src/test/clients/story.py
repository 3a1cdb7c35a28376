"""What an integrator does with the client that OpenAPI Generator makes of the document (Python)."""

import json
import sys
import time
from datetime import datetime, timezone

import zoetrope_client as zoetrope
from zoetrope_client.exceptions import ApiException

base, key, token = sys.argv[1:4]
project = "@current"
session = "python-%d" % time.time_ns()


def api(kind, owner=True):
    client = zoetrope.ApiClient(zoetrope.Configuration(host=base, access_token=key if owner else None))
    return kind(client)


def refused(call):
    try:
        call()
    except ApiException as e:
        return e.status, json.loads(e.body)
    raise AssertionError("was not refused")


start = int(time.time() * 1000) - 3_600_000
snapshot = [
    {
        "event": "$snapshot",
        "properties": {
            "token": token,
            "distinct_id": "python",
            "$session_id": session,
            "$window_id": "w",
            "$snapshot_data": [
                {"type": 4, "timestamp": start, "data": {"href": "https://shop.example/", "width": 8, "height": 6}},
                {"type": 3, "timestamp": start + 9000, "data": {"source": 2, "type": 2, "id": 1}},
            ],
        },
    }
]
captured = api(zoetrope.CaptureApi, owner=False).capture_snapshots(
    body=json.dumps(snapshot).encode(), _headers={"Content-Type": "text/plain"}
)
assert str(captured.status) == "Ok", captured

recordings = api(zoetrope.SessionRecordingsApi)
page = recordings.list_session_recordings(project, session_ids=json.dumps([session]))
assert len(page.results) == 1 and page.results[0].click_count == 1, page
one = recordings.get_session_recording(project, session)
assert one.start_url == "https://shop.example/" and isinstance(one.start_time, datetime), one
recordings.update_session_recording(
    project, session, session_recording_patch=zoetrope.SessionRecordingPatch(viewed=True)
)
assert recordings.get_session_recording_viewed(project, session).viewed is True

share = api(zoetrope.SharingApi).update_recording_sharing(
    project, session, sharing_configuration_patch=zoetrope.SharingConfigurationPatch(enabled=True)
)
shared = api(zoetrope.SharingApi, owner=False).get_shared_recording(share.access_token)
assert shared.recording.id == session, shared

insights = api(zoetrope.InsightsApi)
insight = insights.create_insight(project, zoetrope.InsightWrite(name="Python"))
subscriptions = api(zoetrope.SubscriptionsApi)
wanted = {
    "insight": insight.id,
    "target_type": "email",
    "target_value": "ada@example.com",
    "frequency": "weekly",
    "start_date": datetime(2026, 1, 1, 9, tzinfo=timezone.utc),
    "title": "Weekly",
}
subscription = subscriptions.create_subscription(project, zoetrope.SubscriptionCreate(**wanted))
assert subscription.summary == "sent every week", subscription
kept = subscriptions.update_subscription(project, subscription.id, zoetrope.SubscriptionPatch(frequency="daily"))
assert kept.title == "Weekly", "absent keeps"
cleared = subscriptions.update_subscription(project, subscription.id, zoetrope.SubscriptionPatch(title=None))
assert cleared.title is None, "null clears"
assert subscriptions.list_subscriptions(project, insight=insight.id, limit=1).count == 1

status, error = refused(
    lambda: subscriptions.create_subscription(
        project, zoetrope.SubscriptionCreate(**{**wanted, "target_value": "nobody"})
    )
)
assert (status, error["type"], error["attr"]) == (400, "validation_error", "target_value"), error

subscriptions.update_subscription(project, subscription.id, zoetrope.SubscriptionPatch(deleted=True))
insights.update_insight(project, str(insight.id), zoetrope.InsightWrite(deleted=True))
recordings.delete_session_recording(project, session)
assert refused(lambda: recordings.get_session_recording(project, session))[0] == 404
print("told")
