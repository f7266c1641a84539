package io.waybill.contracts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an order didn't complete. The code is stable: merchants' programs compare it. */
public enum Reason {

    INVALID(OrderStatus.REJECTED),
    OUT_OF_STOCK(OrderStatus.REJECTED),
    FRAUD(OrderStatus.REJECTED),
    /** The detail is the payment provider's decline code. */
    PAYMENT_DECLINED(OrderStatus.REJECTED),
    AUTHENTICATION_REQUIRED(OrderStatus.REJECTED),
    AUTHORIZATION_EXPIRED(OrderStatus.REJECTED),
    CANCELLED_BY_MERCHANT(OrderStatus.CANCELLED),
    DEADLINE(OrderStatus.FAILED),
    DEPENDENCY_FAILED(OrderStatus.FAILED);

    private final OrderStatus end;

    Reason(OrderStatus end) {
        this.end = end;
    }

    /** How an order ends that is undone for this reason. */
    public OrderStatus end() {
        return end;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty when no reason has this code: a newer service may know more of them. */
    public static Optional<Reason> find(String code) {
        return Arrays.stream(values()).filter(reason -> reason.code().equals(code)).findFirst();
    }

    /** @throws IllegalArgumentException when no reason has this code */
    public static Reason of(String code) {
        return find(code)
                .orElseThrow(() -> new IllegalArgumentException("no reason has the code '" + code + "'"));
    }
}
