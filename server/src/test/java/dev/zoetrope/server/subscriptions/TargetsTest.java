package dev.zoetrope.server.subscriptions;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoetrope.server.web.ApiException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "ada@example.com,grace@example.com",
        "ada@example.com , grace@example.com",
        "ada.lovelace+digest@sub.example.co.uk",
        "o'brien@example.com",
        "jörg@example.com",
        "用户@例子.中国",
        "अजय@डाटा.भारत",
        "a@localhost",
        "x_1!#$%&'*/=?^`{|}~-@example.org",
      })
  void addressesThatWork(String value) {
    assertThatCode(() -> Targets.require(TargetType.EMAIL, value)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "ada@@example.com",
        "a b@example.com",
        ".ada@example.com",
        "ada.@example.com",
        "a..b@example.com",
        "ada@-example.com",
        "ada@example-.com",
        "ada@example..com",
        "ada@.example.com",
        "ada@example.com.",
        "ada@127.0.0.1",
        "ada@[127.0.0.1]",
        "\"a b\"@example.com",
        "Ada <ada@example.com>",
        "ada@example.com,",
        ",ada@example.com",
        "ada@example.com,,grace@example.com",
        "<ada>@example.com",
        "ada>@example.com",
        "a(b)@example.com",
        "a:b@example.com",
        "a\\b@example.com",
        "a\u00a0b@example.com",
        "a\u3000b@example.com",
        "ada@example.com;grace@example.com",
        "ada@example.com, grace",
      })
  void addressesThatDoNot(String value) {
    assertThatThrownBy(() -> Targets.require(TargetType.EMAIL, value))
        .isInstanceOf(ApiException.class)
        .hasMessage("Enter a valid email address.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com\r\nBcc: eve@example.com",
        "ada@example.com\nSubject: hi",
        "ada@example.com,\n grace@example.com",
        "ada\u0000@example.com",
        "ada@example.com\u2028Bcc: eve@example.com",
        "ada@example.com\u0085Bcc: eve@example.com",
        "ada\u202e@example.com",
        "ada\u200b@example.com",
      })
  void nothingInvisibleGetsIntoAHeader(String value) {
    for (TargetType type : TargetType.values()) {
      assertThatThrownBy(() -> Targets.require(type, value))
          .isInstanceOf(ApiException.class)
          .hasMessage("Control characters are not allowed.");
    }
  }

  @Test
  void localPartAndAddressHaveTheirLongest() {
    String domain = "d".repeat(60) + "." + "e".repeat(60) + "." + "f".repeat(60) + ".com";

    assertThatCode(() -> Targets.require(TargetType.EMAIL, "a".repeat(64) + "@example.com"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Targets.require(TargetType.EMAIL, "a".repeat(65) + "@example.com"))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> Targets.require(TargetType.EMAIL, "ü".repeat(33) + "@example.com"))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> Targets.require(TargetType.EMAIL, "a".repeat(64) + "@abc." + domain))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void aHundredAddressesAreEnough() {
    assertThatCode(() -> Targets.require(TargetType.EMAIL, addresses(100)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Targets.require(TargetType.EMAIL, addresses(101)))
        .hasMessage("Enter no more than 100 email addresses.");
  }

  private static String addresses(int count) {
    return String.join(",", Collections.nCopies(count, "ada@example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C1234|#channel",
        "C12345|#test-channel",
        "#general",
        "C024BE91L",
        "#überblick",
        "G01|private"
      })
  void channelsThatWork(String value) {
    assertThatCode(() -> Targets.require(TargetType.SLACK, value)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "channel",
        "c1234",
        "C1234|",
        "C1234|#",
        "#a b",
        "C1|#a,C2|#b",
        "ada@example.com",
        "#a|b"
      })
  void channelsThatDoNot(String value) {
    assertThatThrownBy(() -> Targets.require(TargetType.SLACK, value))
        .hasMessage("Enter a valid Slack channel, such as C1234|#channel.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://example.com:8080/hook?x=1#y",
        "HTTPS://EXAMPLE.COM/",
        "http://[::1]/hook",
        "https://example.com:65535/",
      })
  void urlsThatWork(String value) {
    assertThatCode(() -> Targets.require(TargetType.WEBHOOK, value)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com/hook",
        "//example.com/hook",
        "/hook",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com",
        "javascript:alert(1)",
        "http:///hook",
        "http://",
        "https:example.com",
        "http://user@example.com/",
        "http://user:secret@example.com/",
        "http://@example.com/",
        "http://example.com:0/",
        "http://example.com:65536/",
        "http://exa mple.com/",
        "http:\\\\example.com\\",
        "http://example.com\\@other.example/",
        "http://ｅxample.com/",
      })
  void urlsThatDoNot(String value) {
    assertThatThrownBy(() -> Targets.require(TargetType.WEBHOOK, value))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("Invalid webhook URL: ");
  }

  @Test
  void aUrlHasItsLongest() {
    String url = "https://example.com/";

    assertThatCode(() -> Targets.require(TargetType.WEBHOOK, url + "x".repeat(2048 - url.length())))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> Targets.require(TargetType.WEBHOOK, url + "x".repeat(2049 - url.length())))
        .isInstanceOf(ApiException.class);
  }
}
