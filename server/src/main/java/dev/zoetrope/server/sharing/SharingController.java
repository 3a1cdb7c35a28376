package dev.zoetrope.server.sharing;

import dev.zoetrope.api.SharingApi;
import dev.zoetrope.api.model.NewSharePassword;
import dev.zoetrope.api.model.SharePasswordCreate;
import dev.zoetrope.api.model.ShareRefusal;
import dev.zoetrope.api.model.SharedRecordingPassword;
import dev.zoetrope.api.model.SharingConfiguration;
import dev.zoetrope.api.model.SharingConfigurationPatch;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.web.ApiException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Objects;
import java.util.Optional;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class SharingController implements SharingApi {
  private final CurrentRequest current;
  private final SharingService sharing;
  private final SharePasswords passwords;
  private final SharedPages pages;
  private final ShareSettings settings;
  private final ShareAnswers answers;

  SharingController(
      CurrentRequest current,
      SharingService sharing,
      SharePasswords passwords,
      SharedPages pages,
      ShareSettings settings,
      ShareAnswers answers) {
    this.current = current;
    this.sharing = sharing;
    this.passwords = passwords;
    this.pages = pages;
    this.settings = settings;
    this.answers = answers;
  }

  @Override
  public SharingConfiguration getRecordingSharing(String projectId, String recordingId) {
    return answers.configuration(share(recordingId));
  }

  @Override
  public SharingConfiguration updateRecordingSharing(
      String projectId, String recordingId, SharingConfigurationPatch patch) {
    SharingConfigurationPatch given =
        Objects.requireNonNullElseGet(patch, SharingConfigurationPatch::new);
    ShareChange change =
        new ShareChange(
            Optional.ofNullable(given.getEnabled()),
            given.has("settings"),
            settings.stored(given.getSettings()),
            Optional.ofNullable(given.getPasswordRequired()));
    return answers.configuration(sharing.change(project(), recordingId, change));
  }

  @Override
  public SharingConfiguration refreshRecordingSharing(String projectId, String recordingId) {
    return answers.configuration(sharing.refresh(project(), recordingId));
  }

  @Override
  public HttpResponse<?> createSharePassword(
      String projectId, String recordingId, SharePasswordCreate create) {
    Share share = share(recordingId);
    if (!share.passwordRequired()) {
      return HttpResponse.badRequest(
          new ShareRefusal()
              .error("Password protection must be enabled before creating passwords"));
    }
    SharePasswordCreate given = Objects.requireNonNullElseGet(create, SharePasswordCreate::new);
    String email = current.caller().email();
    SharePasswords.Created created =
        passwords.create(
            share,
            Optional.ofNullable(given.getRawPassword()),
            Objects.requireNonNullElse(given.getNote(), ""),
            email);
    return HttpResponse.created(
        new NewSharePassword()
            .id(created.id())
            .password(created.text())
            .note(created.note())
            .createdAt(created.createdAt())
            .createdByEmail(email));
  }

  @Override
  public void deleteSharePassword(String projectId, String recordingId, String passwordId) {
    Share share = share(recordingId);
    if (!passwordId.matches("\\d{1,18}") || !passwords.delete(share, Long.parseLong(passwordId))) {
      throw ApiException.notFound("Password not found");
    }
  }

  @Override
  public HttpResponse<?> getSharedRecording(String accessToken) {
    return answers.page(
        pages.open(accessToken, answers.presented(current.http())), accessToken, current.http());
  }

  @Override
  public HttpResponse<?> openSharedRecording(String accessToken, SharedRecordingPassword body) {
    return pages
        .unlock(accessToken, body.getPassword(), answers.address(current.http()))
        .<HttpResponse<?>>map(token -> answers.unlocked(token, current.http()))
        .orElseGet(
            () -> HttpResponse.unauthorized().body(new ShareRefusal().error("Incorrect password")));
  }

  private Share share(String recordingId) {
    return sharing.get(project(), recordingId);
  }

  private long project() {
    return current.project().id();
  }
}
