/** E-mail and Slack message of a completed order. */
@NullMarked
package io.waybill.notifier;

import org.jspecify.annotations.NullMarked;
