package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.simple.SimpleHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract reference 1.5. */
class PagingTest {
  private static final String PATH = "/api/projects/@current/subscriptions";

  private final Paging paging = new Paging();

  private static MutableHttpRequest<?> request(String uri) {
    MutableHttpRequest<?> request =
        new SimpleHttpRequest<>(HttpMethod.GET, uri, null).header("Host", "replay.example:8000");
    new QueryStringDecoder(uri)
        .parameters()
        .forEach((name, values) -> request.getParameters().add(name, List.copyOf(values)));
    return request;
  }

  private Paging.Links links(String uri, int count) {
    MutableHttpRequest<?> request = request(uri);
    return paging.links(
        request,
        paging.window(request.getParameters().get("limit"), request.getParameters().get("offset")),
        count);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, none, 100, 0",
        "5, 7, 5, 7",
        "0, 0, 100, 0",
        "-1, -1, 100, 0",
        "x, 1.5, 100, 0",
        "'', '', 100, 0",
        "' 5 ', +7, 5, 7",
        "100000, 0, 100000, 0",
        "99999999999, 99999999999, 2147483647, 2147483647",
        "999999999999999999999999, 1e3, 100, 0"
      })
  void nonsenseMeansTheDefaults(String limit, String offset, int from, int to) {
    assertThat(paging.window(limit, offset)).isEqualTo(new Paging.Window(from, to));
  }

  @Test
  void aSinglePageHasNoNeighbours() {
    assertThat(links(PATH, 100)).isEqualTo(new Paging.Links(null, null));
  }

  @Test
  void theCallersSpellingIsKeptAndParametersAreSorted() {
    assertThat(links(PATH + "/?offset=2&zeta=1&limit=2&search=a%20b%26c&alpha=", 9))
        .isEqualTo(
            new Paging.Links(
                "http://replay.example:8000"
                    + PATH
                    + "/?alpha=&limit=2&offset=4&search=a+b%26c&zeta=1",
                "http://replay.example:8000" + PATH + "/?alpha=&limit=2&search=a+b%26c&zeta=1"));
  }

  @Test
  void aPageThatStartsBeforeTheFirstHasNoOffset() {
    assertThat(links(PATH + "?limit=3&offset=2", 9).previous())
        .isEqualTo("http://replay.example:8000" + PATH + "?limit=3");
  }

  @Test
  void behindTheEndThereIsStillAWayBack() {
    assertThat(links(PATH + "?limit=3&offset=50", 9))
        .isEqualTo(
            new Paging.Links(null, "http://replay.example:8000" + PATH + "?limit=3&offset=47"));
  }

  @Test
  void aRepeatedParameterIsKept() {
    assertThat(links(PATH + "?limit=1&id=1&id=2", 9).next())
        .isEqualTo("http://replay.example:8000" + PATH + "?id=1&id=2&limit=1&offset=1");
  }

  @Test
  void aKeyNeverTravelsOn() {
    assertThat(links(PATH + "?limit=1&personal_api_key=phx_secret", 9).next())
        .isEqualTo("http://replay.example:8000" + PATH + "?limit=1&offset=1");
  }

  @Test
  void hugeOffsetsDoNotOverflow() {
    assertThat(links(PATH + "?limit=99999999999&offset=99999999999", 9).next()).isNull();
  }

  @Test
  void aProxyIsBelievedOnlyWhenToldTo() {
    MutableHttpRequest<?> request =
        request(PATH)
            .header("X-Forwarded-Host", "public.example, inner.example")
            .header("X-Forwarded-Proto", "https");
    assertThat(Addresses.base(request)).isEqualTo("http://replay.example:8000");

    Addresses.trustForwarded(request);

    assertThat(Addresses.base(request)).isEqualTo("https://public.example");
  }

  @Test
  void aHostThatIsNoneIsNotRepeated() {
    var request =
        new SimpleHttpRequest<>(HttpMethod.GET, PATH, null).header("Host", "evil.example/<script>");

    assertThat(Addresses.base(request)).isEqualTo("http://localhost");
  }
}
