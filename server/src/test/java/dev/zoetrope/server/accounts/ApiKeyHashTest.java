package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.crypto.Tokens;
import org.junit.jupiter.api.Test;

class ApiKeyHashTest {
  @Test
  void aKeyIsStoredAsUpstreamStoresIt() {
    assertThat(Tokens.hash("test_key_12345"))
        .isEqualTo("sha256$45af89b510a3279a817f851de5d3f95b73485d58ec2672a39e52d8aeeb014059");
  }
}
