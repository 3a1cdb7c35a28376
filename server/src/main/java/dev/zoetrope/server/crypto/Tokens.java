package dev.zoetrope.server.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random tokens and what is kept of them. */
public final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger RADIX = BigInteger.valueOf(62);

  private Tokens() {}

  /** A token of 256 random bits in base 62 behind the prefix, such as {@code phx_}. */
  public static String random(String prefix) {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    BigInteger rest = new BigInteger(1, bits);
    StringBuilder digits = new StringBuilder(44);
    do {
      BigInteger[] step = rest.divideAndRemainder(RADIX);
      digits.append(BASE62.charAt(step[1].intValue()));
      rest = step[0];
    } while (rest.signum() > 0);
    return prefix + digits.reverse();
  }

  /** What is stored of a secret: {@code sha256$} and 64 hex digits (contract reference 2.2). */
  public static String hash(String secret) {
    return "sha256$" + HexFormat.of().formatHex(sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /** Compares in a time that does not depend on where the strings differ. */
  public static boolean equal(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
