package io.waybill.gateway;

import java.util.Set;

/** Whoever the API key belongs to. Controllers get it as a request attribute. */
record Caller(String merchant, Set<Scope> scopes) {

    static final String ATTRIBUTE = "waybill.caller";

    Caller {
        scopes = Set.copyOf(scopes);
    }
}
