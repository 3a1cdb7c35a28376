package dev.zoetrope.server.accounts;

import dev.zoetrope.api.UsersApi;
import dev.zoetrope.api.model.User;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class UsersController implements UsersApi {
  private final Users users;
  private final CurrentRequest current;

  UsersController(Users users, CurrentRequest current) {
    this.users = users;
    this.current = current;
  }

  @Override
  public User getCurrentUser() {
    return users.me(current.caller().userId());
  }
}
