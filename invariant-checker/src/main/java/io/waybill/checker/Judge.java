package io.waybill.checker;

import io.waybill.checker.Check.Needs;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs whatever the sources allow, and says of each invariant what was found and what couldn't be looked at. */
final class Judge {

    private final Scope scope;
    private final Statements statements;
    private final @Nullable ProviderLedger provider;
    private final ClientLog client;
    private final @Nullable URI redis;
    private final Set<Needs> there = EnumSet.noneOf(Needs.class);

    Judge(Scope scope, Statements statements, @Nullable ProviderLedger provider, ClientLog client,
            @Nullable URI redis) {
        this.scope = scope;
        this.statements = statements;
        this.provider = provider;
        this.client = client;
        this.redis = redis;
        if (provider != null) {
            there.add(Needs.PROVIDER);
        }
        if (!client.isEmpty()) {
            there.add(Needs.CLIENT);
        }
        if (scope.expected() != null) {
            there.add(Needs.REST);
        }
    }

    List<Finding> findings() {
        return Arrays.stream(Invariant.values()).map(this::finding).toList();
    }

    private Finding finding(Invariant invariant) {
        var violations = new Violations();
        List<Check> checks = Checks.ALL.stream().filter(check -> check.invariant() == invariant).toList();
        List<Check> possible = checks.stream().filter(check -> there.containsAll(check.needs())).toList();
        possible.forEach(check -> violations.addAll(statements.run(check)));
        boolean judged = switch (invariant) {
            case I9 -> addLeftovers(violations);
            case I11 -> addEmptiness(violations);
            default -> !possible.isEmpty();
        };
        return new Finding(invariant, judged, violations.count(), violations.first(), notes(invariant, checks));
    }

    private boolean addLeftovers(Violations violations) {
        if (scope.expected() == null) {
            return false;
        }
        if (redis != null) {
            violations.addAll(new Streams(redis).leftovers());
        }
        return true;
    }

    private boolean addEmptiness(Violations violations) {
        if (scope.expected() == null || client.isEmpty()) {
            return false;
        }
        violations.addAll(client.emptiness(scope.expected().fired()));
        return true;
    }

    private List<String> notes(Invariant invariant, List<Check> checks) {
        var notes = new ArrayList<String>();
        if (checks.stream().anyMatch(check -> check.needs().contains(Needs.PROVIDER))) {
            notes.add(provider == null
                    ? "by our own tables only: there is no provider's ledger"
                    : provider.gaps(scope.first()));
        }
        if (client.isEmpty() && checks.stream().anyMatch(check -> check.needs().contains(Needs.CLIENT))) {
            notes.add("by our own tables only: there is no client's log");
        }
        switch (invariant) {
            case I7 -> {
                if (scope.expected() == null || scope.expected().duplicates().isEmpty()) {
                    notes.add("repetitions aren't judged: nobody counted the crashes");
                }
            }
            case I9 -> notes.add(scope.expected() == null
                    ? "only when the fleet is at rest"
                    : redis == null ? "Redis wasn't asked" : "");
            case I11 ->
                notes.add(scope.expected() != null && !client.isEmpty() ? "" : "only for a run with a client's log");
            default -> {}
        }
        notes.removeIf(String::isEmpty);
        return notes;
    }
}
