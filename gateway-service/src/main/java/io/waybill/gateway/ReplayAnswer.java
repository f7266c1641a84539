package io.waybill.gateway;

/** What comes, or would come, of replaying some of what is parked. */
sealed interface ReplayAnswer permits Forecast, Replayed {}
