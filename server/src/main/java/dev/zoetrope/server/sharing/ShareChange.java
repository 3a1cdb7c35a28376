package dev.zoetrope.server.sharing;

import java.util.Optional;

/**
 * What to change of a share; empty members stay as they are.
 *
 * @param changesSettings whether {@code settings} counts
 * @param settings JSON object, or null to take them off
 */
record ShareChange(
    Optional<Boolean> enabled,
    boolean changesSettings,
    String settings,
    Optional<Boolean> passwordRequired) {}
