package dev.zoetrope.api;

import io.micronaut.core.bind.annotation.Bindable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the request body of a generated method. The server binds it by reading JSON, a form or
 * multipart parts and checking them against the operation's schema before the model exists.
 */
@Bindable
@Inherited
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ContractBody {}
