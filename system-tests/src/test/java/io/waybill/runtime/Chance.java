package io.waybill.runtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** All that is left to chance in one history: the same seed draws the same. */
final class Chance implements Lot {

    private static final int[] SHOTS = {0, 0, 1, 1, 2, 4};

    private final Random random;
    private final Map<Move.Kind, Integer> shots = new EnumMap<>(Move.Kind.class);
    final boolean cardPays;
    private final boolean bankIsMoody;

    Chance(long seed) {
        random = new Random(seed);
        random.nextInt(); // the first draws of neighbouring seeds are alike
        cardPays = happens(0.75);
        bankIsMoody = happens(0.3);
        for (Move.Kind kind : Move.Kind.values()) {
            if (kind.isMisfortune) {
                shots.put(kind, SHOTS[random.nextInt(SHOTS.length)]);
            }
        }
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** How often a misfortune can still strike. */
    boolean isLeft(Move.Kind kind) {
        return shots.getOrDefault(kind, 1) > 0;
    }

    void struck(Move.Kind kind) {
        shots.computeIfPresent(kind, (_, left) -> left - 1);
    }

    @Override
    public boolean refuses(What what) {
        return switch (what) {
            case FRAUD -> happens(0.2);
            case CONFIRM -> bankIsMoody && happens(0.5);
            case CAPTURE -> happens(0.35);
            case TRACKING -> happens(0.25);
        };
    }
}
