package dev.zoetrope.server.sessions;

import java.util.Locale;

/**
 * What the channel of a session is told by; texts in lower case, null for what was not said.
 *
 * @param gclid whether the mark was there, whatever it says
 * @param fbclid whether the mark was there, whatever it says
 */
record Entry(
    String source,
    String medium,
    String campaign,
    String referringDomain,
    boolean gclid,
    boolean fbclid,
    String gadSource) {
  static Entry of(SessionFacts facts) {
    return new Entry(
        text(facts, SessionFact.UTM_SOURCE),
        text(facts, SessionFact.UTM_MEDIUM),
        text(facts, SessionFact.UTM_CAMPAIGN),
        text(facts, SessionFact.REFERRING_DOMAIN),
        facts.value(SessionFact.GCLID).isPresent(),
        facts.value(SessionFact.FBCLID).isPresent(),
        text(facts, SessionFact.GAD_SOURCE));
  }

  private static String text(SessionFacts facts, SessionFact fact) {
    return facts
        .value(fact)
        .map(value -> value.toLowerCase(Locale.ROOT))
        .filter(value -> !value.equals("null"))
        .orElse(null);
  }
}
