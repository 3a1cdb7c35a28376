package dev.zoetrope.server.web;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Refuses changes while the device is all but full: reading must go on (B-270). */
@ServerFilter(
    methods = {HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE},
    patterns = "/api/**")
class WriteProtectionFilter {
  private final WriteProtection protection;

  WriteProtectionFilter(WriteProtection protection) {
    this.protection = protection;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void refuse() {
    protection
        .reason()
        .ifPresent(
            reason -> {
              throw new StorageUnavailable(reason);
            });
  }
}
