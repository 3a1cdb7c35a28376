package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Refusals have one shape, and a second one for those who ask for it (B-010). */
class RefusalTest {
  @Test
  void theUsualShapeHasFourMembers() {
    Wire.Answer answer = Wire.get("/docs/conformance-absent");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("type", "code", "detail", "attr");
  }

  @Test
  void aProblemIsGivenToThoseWhoAskForIt() {
    Wire.Answer answer =
        Wire.getAccepting("/docs/conformance-absent", "text/css, application/problem+json");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("code").asText()).isEqualTo("not_found");
  }

  @Test
  void anAnswerThatCannotBeAcceptedIsRefused() {
    assertThat(Wire.getAccepting("/openapi.json", "image/png").status()).isEqualTo(406);
  }
}
