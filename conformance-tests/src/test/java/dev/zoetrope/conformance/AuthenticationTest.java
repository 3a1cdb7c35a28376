package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the document calls private does not open without credentials. */
class AuthenticationTest {
  @TestFactory
  Stream<DynamicTest> privateOperationsAskForCredentials() {
    return Contract.get().operations().stream()
        .filter(Contract.Operation::isPrivate)
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.id(),
                    () -> {
                      String path = UriTemplate.expand(operation.path(), name -> "1");
                      String body =
                          Set.of("POST", "PUT", "PATCH").contains(operation.method()) ? "{}" : null;

                      Wire.Answer answer = Wire.sendAnonymously(operation.method(), path, body);

                      assertThat(answer.status()).isEqualTo(401);
                      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                      assertThat(answer.json().path("code").asText())
                          .isEqualTo("not_authenticated");
                    }));
  }
}
