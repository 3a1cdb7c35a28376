package dev.zoetrope.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTypesTest {
  private static final ChannelTypes CHANNELS = types(null);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # source, medium, campaign, domain, marks, channel
          -, -, x-cross-network-y, google.com, gclid, Cross Network
          google, cpc, -, -, -, Paid Search
          -, paid, -, www.google.co.uk, -, Paid Search
          facebook, ppc, -, -, -, Paid Social
          -, cpm, -, m.youtube.com, -, Paid Video
          -, cpc, summer-shop, facebook.com, -, Paid Shopping
          -, cpc, spring-shopping, -, -, Paid Shopping
          -, cpc, workshop, -, -, Paid Unknown
          -, cpc, a-workshop-in-may, facebook.com, -, Paid Social
          -, paid-social, -, -, -, Paid Social
          -, -, -, $direct, gad=1, Paid Search
          -, -, my-video, $direct, gad=2, Paid Video
          -, cpc, -, -, fbclid, Paid Social
          newsletter, email, spring-2026, $direct, gclid, Paid Unknown
          -, -, -, $direct, -, Direct
          (direct), -, -, $direct, -, Direct
          -, -, -, $direct, fbclid, Organic Social
          instagram, social, -, $direct, fbclid, Organic Social
          -, -, -, www.google.com, -, Organic Search
          -, -, -, mail.google.com, -, Email
          -, -, -, l.instagram.com, -, Organic Social
          -, -, -, youtu.be, -, Organic Video
          -, -, -, amazon.co.jp, -, Organic Shopping
          -, -, the-shop, some.example, -, Organic Shopping
          friend, referral, -, $direct, -, Referral
          newsletter, email, -, $direct, -, Email
          -, sms, -, -, -, SMS
          -, audio, -, -, -, Audio
          -, affiliate, -, -, -, Affiliate
          -, mobile-push, -, -, -, Push
          -, -, a video, -, -, Organic Video
          friend, -, -, $direct, -, Direct
          friend, -, -, blog.example, -, Referral
          -, -, -, google.evil.example, -, Referral
          -, -, -, -, -, Unknown
          """)
  void theFirstRuleThatHoldsDecides(
      String source, String medium, String campaign, String domain, String mark, String channel) {
    Entry entry =
        new Entry(
            given(source),
            given(medium),
            given(campaign),
            given(domain),
            mark.equals("gclid"),
            mark.equals("fbclid"),
            mark.startsWith("gad=") ? mark.substring(4) : null);

    assertThat(CHANNELS.of(entry)).isEqualTo(channel);
  }

  @Test
  void ownLinesComeFirst(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("own.csv"),
            """
            # ours
            rule, Partners, source=partner-*, medium=banner
            source, chat.example, Assistants
            source, google, Organic Social, Paid Social
            """);
    ChannelTypes types = types(file);

    assertThat(types.own()).containsExactly("Partners", "Assistants");
    assertThat(types.of(new Entry("partner-x", "banner", null, null, true, false, null)))
        .isEqualTo("Partners");
    assertThat(types.of(new Entry("partner-x", "cpc", null, null, true, false, null)))
        .isEqualTo("Paid Unknown");
    assertThat(types.of(new Entry(null, null, null, "www.chat.example", false, false, null)))
        .isEqualTo("Assistants");
    assertThat(types.of(new Entry("google", "cpc", null, null, false, false, null)))
        .isEqualTo("Paid Social");
  }

  @Test
  void aLineThatIsNoneEndsTheStart(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(directory.resolve("own.csv"), "source, a, B\nrule, X, colour=red\n");

    assertThatThrownBy(() -> types(file))
        .hasMessageContaining("line 2")
        .hasMessageContaining("own.csv");
    assertThatThrownBy(() -> types(directory.resolve("missing.csv")))
        .hasMessageContaining("ZOETROPE_SESSIONS_CHANNELS");
  }

  private static String given(String cell) {
    return cell.equals("-") ? null : cell;
  }

  private static ChannelTypes types(Path file) {
    return new ChannelTypes(new SessionsSettings(file, 1 << 20, Duration.ofSeconds(2)));
  }
}
