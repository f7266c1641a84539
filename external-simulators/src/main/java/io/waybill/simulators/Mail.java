package io.waybill.simulators;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail that SendGrid accepted. Its text isn't kept. */
record Mail(String id, @Nullable String orderId, List<String> to, String subject, Instant at) {}
