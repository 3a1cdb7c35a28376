package dev.zoetrope.server.accounts;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Argon2id hashes of passwords: 19 MiB of memory, two passes, one lane. Only two are computed at a
 * time, so that log-in attempts cannot take the machine's memory.
 */
@Singleton
public class Passwords {
  private static final Argon2Function ARGON2 =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore turns = new Semaphore(2, true);
  private final String nobodysHash = hash("nobody has this password");

  /** The hash in its own text form. */
  public String hash(String password) {
    turns.acquireUninterruptibly();
    try {
      return Password.hash(password).addRandomSalt(16).with(ARGON2).getResult();
    } finally {
      turns.release();
    }
  }

  /** Whether the password is the one behind the hash; 429 when too many are waiting to hear. */
  public boolean matches(String password, String hash) {
    Turns.take(turns, PATIENCE);
    try {
      return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    } finally {
      turns.release();
    }
  }

  /** Takes as long as {@link #matches}, for when there is no such user. */
  void matchNobody(String password) {
    matches(password, nobodysHash);
  }
}
