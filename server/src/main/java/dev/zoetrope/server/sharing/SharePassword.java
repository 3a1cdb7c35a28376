package dev.zoetrope.server.sharing;

import java.time.Instant;

/**
 * A password of a share.
 *
 * @param hash Argon2id, in its own text form
 */
record SharePassword(long id, String hash, String note, String createdByEmail, Instant createdAt) {}
