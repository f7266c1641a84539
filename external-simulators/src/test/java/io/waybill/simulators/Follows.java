package io.waybill.simulators;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** The page of the provider's documentation that a test holds the fake to. */
@Documented
@Target(ElementType.METHOD)
@interface Follows {
    String value();
}
