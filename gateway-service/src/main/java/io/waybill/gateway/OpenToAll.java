package io.waybill.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A controller whose routes need no API key. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OpenToAll {}
