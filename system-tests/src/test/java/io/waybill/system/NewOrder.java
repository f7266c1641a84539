package io.waybill.system;

/** An order as a merchant's program posts it. */
record NewOrder(String sku, int quantity, String email, String paymentMethod) {

    static final NewOrder GOOD = new NewOrder("WIDGET-1", 2, "ada@example.com", "pm_card_visa");

    NewOrder of(String otherSku) {
        return new NewOrder(otherSku, quantity, email, paymentMethod);
    }

    NewOrder from(String otherEmail) {
        return new NewOrder(sku, quantity, otherEmail, paymentMethod);
    }

    NewOrder paidWith(String otherPaymentMethod) {
        return new NewOrder(sku, quantity, email, otherPaymentMethod);
    }

    String json() {
        return """
                {"reference": "PO-1042", "currency": "USD",
                 "customer": {"id": "C-17", "name": "Ada Lovelace", "email": "%s"},
                 "shipTo": {"street": "12 St James's Square", "city": "London", "postalCode": "SW1Y 4JH", "country": "GB"},
                 "lines": [{"sku": "%s", "description": "Widget", "quantity": %d, "unitPrice": 1275}],
                 "paymentMethod": "%s"}
                """
                .formatted(email, sku, quantity, paymentMethod);
    }
}
