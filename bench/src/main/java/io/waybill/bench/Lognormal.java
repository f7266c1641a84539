package io.waybill.bench;

import java.util.random.RandomGenerator;

/**
 * Whole numbers whose logarithm is normally distributed, rounded; beyond the ends another one is drawn.
 *
 * @param mean of the logarithm; {@code spread} is its standard deviation
 */
record Lognormal(double mean, double spread, int least, int most) {

    int draw(RandomGenerator random) {
        long drawn;
        do {
            drawn = Math.round(Math.exp(random.nextGaussian(mean, spread)));
        } while (drawn < least || drawn > most);
        return (int) drawn;
    }
}
