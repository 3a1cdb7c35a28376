package dev.zoetrope.client;

import dev.zoetrope.client.api.DashboardsApi;
import dev.zoetrope.client.api.InsightsApi;
import dev.zoetrope.client.api.InstanceApi;
import dev.zoetrope.client.api.ProjectsApi;
import dev.zoetrope.client.api.SessionRecordingsApi;
import dev.zoetrope.client.api.SessionRecordingsApi.APIListSessionRecordingsRequest;
import dev.zoetrope.client.api.SessionsApi;
import dev.zoetrope.client.api.SharingApi;
import dev.zoetrope.client.api.SnapshotsApi;
import dev.zoetrope.client.api.SubscriptionsApi;
import dev.zoetrope.client.api.SubscriptionsApi.APIListSubscriptionsRequest;
import dev.zoetrope.client.api.UsersApi;
import dev.zoetrope.client.internal.ApiClient;
import dev.zoetrope.client.model.SessionRecording;
import dev.zoetrope.client.model.SessionRecordingPage;
import dev.zoetrope.client.model.Subscription;
import dev.zoetrope.client.model.SubscriptionPage;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The way in: holds address, key and retries, and hands out the generated APIs. Safe for use by
 * several threads.
 *
 * <p>Refusals of the server are {@link ZoetropeApiException}s; failures to reach it are {@link
 * dev.zoetrope.client.internal.ApiException}s with the cause. Both are unchecked.
 */
public final class ZoetropeClient {
  /** So many elements of a list are fetched at once. */
  private static final int PAGE = 100;

  private final ApiClient api;

  private ZoetropeClient(ApiClient api) {
    this.api = api;
  }

  /** Starts with retries on and time limits of 10 seconds to connect and 60 to answer. */
  public static Builder builder() {
    return new Builder();
  }

  /** Any other generated API on this connection: {@code client.api(OrganizationsApi::new)}. */
  public <T> T api(Function<ApiClient, T> constructor) {
    return constructor.apply(api);
  }

  /** List, read, change and delete recordings. */
  public SessionRecordingsApi recordings() {
    return new SessionRecordingsApi(api);
  }

  /** The blocks that a recording consists of. */
  public SnapshotsApi snapshots() {
    return new SnapshotsApi(api);
  }

  /** Share recordings. */
  public SharingApi sharing() {
    return new SharingApi(api);
  }

  /** Scheduled deliveries. */
  public SubscriptionsApi subscriptions() {
    return new SubscriptionsApi(api);
  }

  /** What subscriptions deliver. */
  public InsightsApi insights() {
    return new InsightsApi(api);
  }

  /** Insights side by side. */
  public DashboardsApi dashboards() {
    return new DashboardsApi(api);
  }

  /** Properties of sessions. */
  public SessionsApi sessions() {
    return new SessionsApi(api);
  }

  /** Projects of the key's owner. */
  public ProjectsApi projects() {
    return new ProjectsApi(api);
  }

  /** The key's owner. */
  public UsersApi users() {
    return new UsersApi(api);
  }

  /** Health of the server. */
  public InstanceApi instance() {
    return new InstanceApi(api);
  }

  /**
   * The recordings of a project, newest first unless the query says otherwise, fetched page by page
   * as far as the stream is read.
   *
   * @param projectId the project's number or {@code @current}
   * @param query narrows the list; its limit and offset are not used
   */
  public Stream<SessionRecording> listRecordings(
      String projectId, UnaryOperator<APIListSessionRecordingsRequest.Builder> query) {
    return Paging.of(
            PAGE,
            (limit, offset) ->
                recordings()
                    .listSessionRecordings(
                        query
                            .apply(APIListSessionRecordingsRequest.newBuilder())
                            .projectId(projectId)
                            .limit(limit)
                            .offset(offset)
                            .build()))
        .elements(SessionRecordingPage::getResults, SessionRecordingPage::getHasNext);
  }

  /**
   * The subscriptions of a project, fetched page by page as far as the stream is read.
   *
   * @param projectId the project's number or {@code @current}
   */
  public Stream<Subscription> listSubscriptions(String projectId) {
    return Paging.of(
            PAGE,
            (limit, offset) ->
                subscriptions()
                    .listSubscriptions(
                        APIListSubscriptionsRequest.newBuilder()
                            .projectId(projectId)
                            .limit(limit)
                            .offset(offset)
                            .build()))
        .elements(SubscriptionPage::getResults, page -> page.getNext() != null);
  }

  /**
   * All events of a recording, streamed; close the stream.
   *
   * @param projectId the project's number or {@code @current}
   */
  public Stream<RecordedEvent> recordedEvents(String projectId, String recordingId) {
    return new RecordedEvents(api).of(projectId, recordingId);
  }

  /** Collects what a client needs to know. */
  public static final class Builder {
    private URI baseUrl = URI.create("http://127.0.0.1:8000");
    private String apiKey;
    private RetryPolicy retries = RetryPolicy.DEFAULT;
    private Duration timeout = Duration.ofSeconds(60);

    private Builder() {}

    /** Where the server answers, with the path prefix if it has one. */
    public Builder baseUrl(String url) {
      baseUrl = URI.create(url.replaceFirst("/+$", ""));
      return this;
    }

    /** The personal API key ({@code phx_...}); without one only open operations answer. */
    public Builder apiKey(String key) {
      apiKey = Objects.requireNonNull(key);
      return this;
    }

    /** How often and how long to wait for a server that is busy. */
    public Builder retries(RetryPolicy policy) {
      retries = Objects.requireNonNull(policy);
      return this;
    }

    /** How long one attempt may take. */
    public Builder timeout(Duration limit) {
      timeout = Objects.requireNonNull(limit);
      return this;
    }

    /** A client that has not asked anything yet. */
    public ZoetropeClient build() {
      HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
      HttpClient retrying = new RetryingHttpClient(http, retries, Pause.REAL);
      ApiClient api =
          new ApiClient() {
            @Override
            public HttpClient getHttpClient() {
              return retrying;
            }
          };
      api.updateBaseUri(baseUrl.toString());
      api.setReadTimeout(timeout);
      if (apiKey != null) {
        String authorization = "Bearer " + apiKey;
        api.setRequestInterceptor(request -> request.header("Authorization", authorization));
      }
      api.setResponseInterceptor(
          response -> ZoetropeApiException.throwIfRefused(response, api.getObjectMapper()));
      return new ZoetropeClient(api);
    }
  }
}
