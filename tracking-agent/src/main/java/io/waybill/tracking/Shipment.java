package io.waybill.tracking;

/** @param trackingNumber in the format of UPU S10: {@code CA473124829GB} */
record Shipment(String trackingNumber, String carrier) {}
