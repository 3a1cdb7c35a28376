package dev.zoetrope.conformance;

import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.proof.Access;
import dev.zoetrope.conformance.proof.Generated;
import dev.zoetrope.conformance.proof.Inputs;
import dev.zoetrope.conformance.proof.Ladder;
import dev.zoetrope.conformance.proof.Proof;
import dev.zoetrope.conformance.proof.Routes;
import dev.zoetrope.conformance.proof.Sensitivity;
import dev.zoetrope.conformance.proof.Session;
import dev.zoetrope.conformance.proof.Stories;
import dev.zoetrope.conformance.proof.Strained;
import dev.zoetrope.conformance.proof.Tenants;
import dev.zoetrope.conformance.proof.Tight;
import dev.zoetrope.conformance.remote.Wire;
import dev.zoetrope.conformance.report.Case;
import dev.zoetrope.conformance.report.Case.Outcome;
import dev.zoetrope.conformance.report.HtmlReport;
import dev.zoetrope.conformance.report.JUnitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All parts, one after the other, against one target. */
public final class Suite {
  private final Session session;
  private final Map<String, List<Case>> parts = new LinkedHashMap<>();

  private final List<Proof> proofs;

  /** A run against this target. */
  public Suite(Wire wire, Effort effort) {
    this.session = Session.of(Contract.bundled(), wire);
    this.proofs = proofs(effort);
  }

  private static List<Proof> proofs(Effort effort) {
    return List.of(
        new Routes(),
        new Stories(),
        new Ladder(),
        new Access(),
        new Tenants(),
        new Inputs(),
        new Generated(effort.requests(), effort.seed()),
        new Strained(),
        new Tight(),
        new Sensitivity(effort.mutants(), effort.seed()));
  }

  /** Runs the parts named, or all. */
  public Suite run(List<String> only) {
    for (Proof part : proofs) {
      if (only.isEmpty() || only.contains(part.name())) {
        List<Case> cases = part.prove(session);
        parts.put(part.name(), cases);
        if (cases.stream().anyMatch(one -> one.outcome() == Outcome.NOT_PROVED)) {
          session.evidence().gaps().add(part.name());
        }
      } else {
        session.evidence().gaps().add(part.name());
      }
    }
    if (only.isEmpty()) {
      parts.put("coverage", coverage());
    }
    return this;
  }

  /** The names of all parts. */
  public static List<String> partNames() {
    return proofs(Effort.NORMAL).stream().map(Proof::name).toList();
  }

  /** What each part found. */
  public Map<String, List<Case>> parts() {
    return Map.copyOf(parts);
  }

  /** Whether anything ended this way. */
  public boolean has(Outcome outcome) {
    return parts.values().stream().flatMap(List::stream).anyMatch(one -> one.outcome() == outcome);
  }

  /** Writes {@code conformance.xml} and {@code conformance.html}. */
  public void report(Path directory) throws IOException {
    Files.createDirectories(directory);
    JUnitReport.write(parts, directory.resolve("conformance.xml"));
    HtmlReport.write(
        session.wire().target().base().toString(),
        session.contract(),
        session.coverage(),
        parts,
        directory.resolve("conformance.html"));
  }

  /** A line for each part. */
  public String summary() {
    StringBuilder lines = new StringBuilder();
    parts.forEach(
        (name, cases) -> {
          lines.append("%-14s".formatted(name));
          for (Outcome outcome : Outcome.values()) {
            long count = cases.stream().filter(one -> one.outcome() == outcome).count();
            lines.append(
                " %s %d"
                    .formatted(
                        outcome.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                        count));
          }
          lines.append('\n');
        });
    return lines.toString();
  }

  private List<Case> coverage() {
    List<Case> cases = new ArrayList<>();
    session
        .coverage()
        .counts()
        .forEach(
            (answer, count) ->
                cases.add(
                    new Case(
                        answer.operation(),
                        answer.toString(),
                        count > 0 ? Outcome.PROVED : Outcome.NOT_PROVED,
                        count > 0 ? "" : "documented, and never seen")));
    return cases;
  }
}
