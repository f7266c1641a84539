package io.waybill.bench;

import java.time.Duration;

/**
 * How long those of the old system's parts took that nobody has any more: they are waited for, while fraud check, charge,
 * mail and Slack are real calls to the simulators. With these the chain takes 6.3 s in profile seed, when nobody is in its
 * way.
 */
record BaselinePauses(Duration validate, Duration checkStock, Duration reserve, Duration track) {

    /** As it was told. */
    static final BaselinePauses STORY = new BaselinePauses(Duration.ofMillis(200), Duration.ofMillis(500),
            Duration.ofMillis(800), Duration.ofMillis(400));

    static final BaselinePauses NONE = new BaselinePauses(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** A story that goes this many times as fast; 0 leaves all waiting out. */
    static BaselinePauses at(int pace) {
        return pace == 0
                ? NONE
                : new BaselinePauses(STORY.validate.dividedBy(pace), STORY.checkStock.dividedBy(pace),
                        STORY.reserve.dividedBy(pace), STORY.track.dividedBy(pace));
    }
}
