package io.waybill.faults;

/** The body of {@code POST /orders}, as text: this is the outside, which knows the contract and no class. */
final class OrderText {

    private OrderText() {}

    static String line(String sku, int quantity) {
        return """
                {"sku":"%s","description":"Widget","quantity":%d,"unitPrice":1275}""".formatted(sku, quantity);
    }

    static String json(Kind kind, String reference, String lines) {
        return """
                {"reference":"%s","currency":"USD","customer":{"id":"C-17","name":"Ada Lovelace","email":"%s"},\
                "shipTo":{"name":"Ada Lovelace","street":"12 St James's Square","city":"London","postalCode":"SW1Y 4JH","country":"GB"},\
                "lines":[%s],"paymentMethod":"%s"}"""
                .formatted(reference, kind.email(), lines, kind.paymentMethod());
    }
}
