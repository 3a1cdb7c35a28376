package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.Rows.KeyRow;
import dev.zoetrope.server.accounts.Rows.OrganizationRow;
import dev.zoetrope.server.accounts.Rows.UserRow;
import dev.zoetrope.server.crypto.Tokens;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Fills an empty database: one organization, project 1, one user, one key (B-060). */
@Singleton
public class Bootstrap {
  private static final int OWNER = 15;

  private final BootstrapRepository first;
  private final AccountRepository accounts;
  private final Passwords passwords;
  private final Clock clock;

  Bootstrap(
      BootstrapRepository first, AccountRepository accounts, Passwords passwords, Clock clock) {
    this.first = first;
    this.accounts = accounts;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** The secrets of a first start. */
  public record Secrets(String projectToken, String apiKey, String email, String password) {
    @Override
    public String toString() {
      return "Secrets[of the first start]";
    }
  }

  /**
   * Creates everything in one transaction, when there is no user yet.
   *
   * @param wanted the secrets to use
   * @param keep called inside the transaction; if it throws, nothing was created
   * @return the secrets, when this was the first start
   */
  @Transactional
  public Optional<Secrets> run(Secrets wanted, Consumer<Secrets> keep) {
    first.lock();
    if (first.hasUsers()) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    UUID organization = UUID.randomUUID();
    accounts.insertOrganization(
        new OrganizationRow(organization, "My organization", "my-organization", now));
    long project =
        first.insertFirstProject(organization, wanted.projectToken(), "Default project", now);
    String email = wanted.email().strip().toLowerCase(Locale.ROOT);
    long user =
        accounts.insertUser(
            new UserRow(
                0,
                UUID.randomUUID(),
                Tokens.random(""),
                email,
                passwords.hash(wanted.password()),
                email.replaceFirst("@.*", ""),
                "",
                true,
                true,
                project,
                now));
    accounts.insertMembership(organization, user, OWNER, now);
    accounts.insertKey(
        new KeyRow(
            Tokens.random(""),
            user,
            "First key",
            Tokens.hash(wanted.apiKey()),
            KeyMask.of(wanted.apiKey()),
            Rows.json(List.of("*")),
            "[]",
            "[]",
            now,
            null));
    keep.accept(wanted);
    return Optional.of(wanted);
  }
}
