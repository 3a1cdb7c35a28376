package dev.zoetrope.conformance.claims;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a wrong document may go unnoticed: what no request can tell from the right one. */
final class Survivors {
  private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

  static {
    because(
        "[A-Z_]+ .*: maxLength 65535", "No address is that long: the whole of it may have 64 KiB.");
    because(
        "[A-Z_]+ (/components/parameters/(DashboardId|InsightId|KnownScript|PersonalApiKeyId|ProjectId|ProjectTokenInPath|ScriptName|SessionRecordingId|ShareAccessToken|SharePasswordId|SharedRecordingId|SubscriptionId)|/paths/.*/parameters/0)/schema: .*",
        "A part of the path is a text to the server: one that is longer or no number names nothing, and is 404.");
    because(
        "[A-Z_]+ /components/parameters/(IfNoneMatch|SnapshotIfNoneMatch|DemoToken|FlagsConfig|FlagsVersion|InsightShortId)/schema: .*",
        "What the server does not know there it treats as not sent, or finds nothing.");
    because(
        "[A-Z_]+ /components/parameters/(Limit|Offset|Snapshot\\w*BlobKey|SnapshotBlobV2|SnapshotDecompress|SubscriptionDashboard|SubscriptionInsight)/schema: .*",
        "Announced by x-lenient: what the document forbids is taken, too.");
    because(
        "[A-Z_]+ /components/parameters/(Recording\\w+|SnapshotSourceName)/schema: .*",
        "Announced by x-rule: the parameter is JSON or a date inside of a text, and its own rules decide.");
    because(
        "[A-Z_]+ /components/schemas/(LoginRequest|PersonalApiKey(Create|Patch)|ProjectCreate|SharedRecordingPassword|Subscription\\w*)\\b.*(email|password|scope|timezone|target_value).*",
        "Announced by x-rule: whether the value is the right one decides before its length does.");
    because(
        "BOUND_TIGHTENED .*/(id|start_url): maxLength \\d+",
        "No id and no address of that length was recorded.");
    because(
        "BOUND_TIGHTENED .*: minimum \\d+",
        "The least value belongs to an object that a running server never has.");
    because(
        "[A-Z_]+ /components/schemas/(Script|SnapshotFrames|SnapshotLines|YamlDocument): .*",
        "The body is no JSON; its schema describes it, and its media type is what is proved.");
    because(
        "PROPERTY_REMOVED /components/schemas/(SessionValue: name|ProjectCreate: timezone)",
        "Of a value that may be anything, or of which a rule refuses what is sent.");
  }

  private Survivors() {}

  /** The reason; empty when there is none, and the suite ought to have noticed. */
  static Optional<String> reason(Mutation mutation) {
    return REASONS.entrySet().stream()
        .filter(reason -> reason.getKey().matcher(mutation.toString()).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static void because(String mutants, String reason) {
    REASONS.put(Pattern.compile(mutants), reason);
  }
}
