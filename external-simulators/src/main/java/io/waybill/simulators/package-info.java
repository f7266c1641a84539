/** Stateful fakes of Stripe, a fraud API, SendGrid and Slack over HTTP. */
@NullMarked
package io.waybill.simulators;

import org.jspecify.annotations.NullMarked;
