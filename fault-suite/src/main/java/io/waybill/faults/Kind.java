package io.waybill.faults;

/** What an order is made to be, and so how it ends, whatever fails meanwhile: an outage is never the merchant's fault. */
enum Kind {

    GOOD(70, "completed", "ada@example.com", "pm_card_visa"),
    DECLINED(10, "rejected", "ada@example.com", "pm_card_chargeDeclinedInsufficientFunds"),
    FRAUD(10, "rejected", "fraud.ada@example.com", "pm_card_visa"),
    OUT_OF_STOCK(10, "rejected", "ada@example.com", "pm_card_visa");

    private final int share;
    private final String end;
    private final String email;
    private final String paymentMethod;

    Kind(int share, String end, String email, String paymentMethod) {
        this.share = share;
        this.end = end;
        this.email = email;
        this.paymentMethod = paymentMethod;
    }

    /** @param percent from 0 to 99, drawn at random */
    static Kind drawn(int percent) {
        int passed = 0;
        for (Kind kind : values()) {
            passed += kind.share;
            if (percent < passed) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not below 100: " + percent);
    }

    String end() {
        return end;
    }

    String email() {
        return email;
    }

    String paymentMethod() {
        return paymentMethod;
    }
}
