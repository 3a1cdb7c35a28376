package dev.zoetrope.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A file of the jar that is served as it is. */
public final class StaticDocument {
  private final byte[] bytes;
  private final String tag;

  private StaticDocument(byte[] bytes, String tag) {
    this.bytes = bytes;
    this.tag = tag;
  }

  /**
   * Reads from the class path; a file that is missing there is a broken build and stops the start.
   */
  public static StaticDocument read(String resource) {
    return find(resource).orElseThrow(() -> new IllegalStateException("the jar lacks " + resource));
  }

  /** Reads from the class path; empty when there is no such file. */
  public static Optional<StaticDocument> find(String resource) {
    try (InputStream in = StaticDocument.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Optional.of(
          new StaticDocument(bytes, "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether an {@code If-None-Match} header, which may be null, names this version. */
  public boolean isKnownBy(String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(candidate -> candidate.strip().replaceFirst("^W/", ""))
            .anyMatch(candidate -> candidate.equals(tag) || candidate.equals("*"));
  }

  /** The content; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The entity tag, quoted; a weak one, since the bytes may be compressed on their way. */
  public String tag() {
    return "W/" + tag;
  }
}
