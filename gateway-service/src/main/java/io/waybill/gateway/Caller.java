package io.waybill.gateway;

import java.util.Set;

/** Whoever the API key belongs to. Controllers get it as a request attribute. */
record Caller(String merchant, Set<Scope> scopes) {

    static final String ATTRIBUTE = "waybill.caller";

    Caller {
        scopes = Set.copyOf(scopes);
    }

    /** How a note is signed that one writes who operates the fleet. */
    String asOperator() {
        return "operator:" + merchant;
    }

    /** How a note is signed that a merchant writes about an order of its own. */
    String asMerchant() {
        return "merchant:" + merchant;
    }
}
