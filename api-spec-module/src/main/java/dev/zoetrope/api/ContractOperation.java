package dev.zoetrope.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ties a generated method to its operation in the contract: the value is the {@code operationId}.
 */
@Inherited
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ContractOperation {
  /** The {@code operationId} of the OpenAPI document. */
  String value();
}
