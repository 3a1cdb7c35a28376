package dev.zoetrope.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixtureSessionTest {
  @Test
  void refusedRequestsAreNotAmongTheAccepted() {
    FixtureSession session = FixtureSession.of("1.449.2", "retry-503");

    assertThat(session.requests()).extracting(FixtureRequest::status).contains(503);
    assertThat(session.accepted()).extracting(FixtureRequest::status).containsOnly(200);
    assertThat(session.accepted()).extracting(FixtureRequest::seq).isSorted();
  }

  @Test
  void quotaLimitedRequestsMakeNoRecording() {
    FixtureSession session = FixtureSession.of("1.449.2", "quota-limited");

    assertThat(session.sessionIds()).isEmpty();
    assertThat(session.accepted()).extracting(FixtureRequest::kind).containsOnly("event");
  }

  @Test
  void everySessionHasItsExpectedMetadata() {
    assertThat(FixtureSession.all())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            session ->
                session
                    .sessionIds()
                    .forEach(id -> assertThat(session.oneBlock(id).isObject()).isTrue()));
  }
}
