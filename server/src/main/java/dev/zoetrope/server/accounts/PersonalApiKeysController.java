package dev.zoetrope.server.accounts;

import dev.zoetrope.api.PersonalApiKeysApi;
import dev.zoetrope.api.model.PersonalApiKey;
import dev.zoetrope.api.model.PersonalApiKeyCreate;
import dev.zoetrope.api.model.PersonalApiKeyPatch;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class PersonalApiKeysController implements PersonalApiKeysApi {
  private final OwnKeys keys;
  private final CurrentRequest current;

  PersonalApiKeysController(OwnKeys keys, CurrentRequest current) {
    this.keys = keys;
    this.current = current;
  }

  @Override
  public List<PersonalApiKey> listPersonalApiKeys() {
    return keys.list(current.caller().userId());
  }

  @Override
  public PersonalApiKey getPersonalApiKey(String id) {
    return keys.get(current.caller().userId(), id);
  }

  @Override
  public PersonalApiKey createPersonalApiKey(PersonalApiKeyCreate body) {
    return keys.create(current.caller().userId(), body);
  }

  @Override
  public PersonalApiKey updatePersonalApiKey(String id, PersonalApiKeyPatch body) {
    return keys.change(current.caller().userId(), id, body);
  }

  @Override
  public PersonalApiKey rollPersonalApiKey(String id) {
    return keys.roll(current.caller().userId(), id);
  }

  @Override
  public void deletePersonalApiKey(String id) {
    keys.delete(current.caller().userId(), id);
  }
}
