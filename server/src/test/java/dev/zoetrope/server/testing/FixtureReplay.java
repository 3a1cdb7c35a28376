package dev.zoetrope.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends recorded requests to a server, byte for byte and with the recorded headers. */
public final class FixtureReplay {
  private final ContractHttp http;

  public FixtureReplay(ContractHttp http) {
    this.http = http;
  }

  /** Sends the accepted events and snapshots of a session in order of arrival. */
  public void send(FixtureSession session) {
    send(session.accepted());
  }

  /** Sends data requests in the given order; each must be answered exactly 200. */
  public void send(List<FixtureRequest> requests) {
    for (FixtureRequest request : requests) {
      HttpResponse<byte[]> answer = send(request);
      assertThat(answer.statusCode())
          .as(
              "%s %s -> %s",
              request.method(), request.url(), new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo(200);
    }
  }

  /** Sends one request of any kind. */
  public HttpResponse<byte[]> send(FixtureRequest request) {
    ContractHttp.Call call = http.call(request.method(), request.url());
    request.headers().forEach(header -> call.header(header.getKey(), header.getValue()));
    if (request.method().equals("OPTIONS")) {
      // HTTP promises OPTIONS everywhere, so the contract does not list it.
      call.outsideTheContract();
    }
    return call.body(request.body()).sendForBytes();
  }
}
