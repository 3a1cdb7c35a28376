package dev.zoetrope.conformance.proof;

import dev.zoetrope.conformance.claims.Evidence;
import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Exchange;
import dev.zoetrope.conformance.contract.Judge;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.remote.Wire;
import dev.zoetrope.conformance.report.Coverage;
import java.util.Map;

/**
 * One run of the suite against one target: what is known, and what was seen so far.
 *
 * @param contract the document that the target is held against
 * @param judge who knows it
 * @param wire to the target
 * @param coverage of the documented answers
 * @param evidence everything that was seen so far
 */
public record Session(
    Contract contract, Judge judge, Wire wire, Coverage coverage, Evidence evidence) {
  /** Nothing was seen so far. */
  public static Session of(Contract contract, Wire wire) {
    return new Session(
        contract, new Judge(contract), wire, new Coverage(contract), Evidence.none());
  }

  /** The same run, continued against another server. */
  public Session to(Wire other) {
    return new Session(contract, judge, other, coverage, evidence);
  }

  /** Remembers an exchange. */
  public void saw(Exchange exchange) {
    coverage.saw(exchange);
    evidence.exchanges().add(exchange);
  }

  /** Sends with the owner's key, and remembers. */
  public Exchange asOwner(Operation operation, Exchange.Sent sent) {
    return send(operation, sent, wire.ownerCredentials());
  }

  /** Sends with these credentials, and remembers. */
  public Exchange send(Operation operation, Exchange.Sent sent, Map<String, String> credentials) {
    Exchange exchange = wire.send(operation, sent, credentials);
    saw(exchange);
    return exchange;
  }
}
