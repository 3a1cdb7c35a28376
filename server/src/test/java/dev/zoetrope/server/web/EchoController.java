package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.api.ContractBody;
import dev.zoetrope.api.ContractOperation;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.Map;

/** Operations of tests: what a body became, and every way to fail. */
@Requires(property = "test.echo", value = "true")
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class EchoController {
  @Post("/api/test/echo/")
  @ContractOperation("createEcho")
  @Consumes("*/*")
  @Produces("application/json")
  Map<String, Object> create(@ContractBody JsonNode body) {
    return Map.of("body", body, "at", Instant.parse("2022-01-01T00:00:00.120Z"));
  }

  @Patch("/api/test/echo/")
  @ContractOperation("updateEcho")
  @Consumes("*/*")
  @Produces("application/json")
  Map<String, Object> update(@ContractBody JsonNode body) {
    return Map.of("body", body, "at", Instant.parse("2022-01-01T00:00:00Z"));
  }

  @Get("/api/test/fail/{kind}/")
  @Produces("text/plain")
  HttpResponse<?> fail(String kind, @QueryValue(defaultValue = "") String canary) throws Exception {
    switch (kind) {
      case "refusal":
        throw ApiException.of(ErrorCode.NOT_AUTHENTICATED);
      case "unforeseen":
        throw new IllegalArgumentException(canary, new SQLException(canary, "23505"));
      case "overflow":
        throw new StackOverflowError();
      case "pool":
        throw new IllegalStateException(new SQLTransientConnectionException("no connection left"));
      case "cancelled":
        throw new IllegalStateException(new SQLException("cancelled", "57014"));
      case "empty":
        return HttpResponse.notFound();
      default:
        return HttpResponse.ok("fine");
    }
  }

  @Factory
  @Requires(property = "test.echo", value = "true")
  static class Contracts {
    @Singleton
    @Primary
    @Replaces(Contract.class)
    Contract contract() {
      return TestContract.load();
    }
  }
}
