package dev.zoetrope.server.crypto;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of an installation, from which keys for single purposes are derived.
 *
 * <p>Taken from {@code ZOETROPE_SECRET} (needed when several servers share a database), else from
 * the file {@code secret} of the data directory, which the first start writes with mode 0600.
 */
@Context
public class InstanceSecret {
  private final byte[] secret;

  InstanceSecret(
      @Value("${zoetrope.secret:}") String configured,
      @Value("${zoetrope.data.dir}") String dataDirectory) {
    this.secret =
        (configured.isEmpty() ? readOrCreate(Path.of(dataDirectory)) : configured)
            .getBytes(StandardCharsets.UTF_8);
  }

  /** HMAC-SHA256 of the message under a key of its own for the purpose; 32 bytes. */
  public byte[] derive(String purpose, String message) {
    return hmac(
        hmac(secret, purpose.getBytes(StandardCharsets.UTF_8)),
        message.getBytes(StandardCharsets.UTF_8));
  }

  private static String readOrCreate(Path directory) {
    Path file = directory.resolve("secret");
    try {
      Files.createDirectories(directory);
      if (Files.notExists(file)) {
        create(directory, file);
      }
      String secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw new IllegalStateException(file + " is empty; restore it from a backup");
      }
      return secret;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or create " + file, e);
    }
  }

  /** Appears with its content on disk or not at all, whenever the process ends. */
  private static void create(Path directory, Path file) throws IOException {
    Path draft =
        Files.createTempFile(
            directory,
            "secret",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(
          draft, Tokens.random(""), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      // A link never replaces what another server has put there a moment ago.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // That one counts.
    } finally {
      Files.delete(draft);
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HmacSHA256", e);
    }
  }
}
