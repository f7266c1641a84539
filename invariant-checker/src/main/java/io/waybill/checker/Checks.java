package io.waybill.checker;

import static io.waybill.checker.Check.Needs.CLIENT;
import static io.waybill.checker.Check.Needs.PROVIDER;
import static io.waybill.checker.Check.Needs.REST;

import java.util.List;

/** All statements that look for violations. */
final class Checks {

    static final List<Check> ALL = List.of(
            new Check("I1_unended"), new Check("I1_vanished", CLIENT),
            new Check("I2_two_payments"), new Check("I2_charged_twice", PROVIDER),
            new Check("I2_two_intents", PROVIDER),
            new Check("I2_unknown_intent", PROVIDER),
            new Check("I3_payment_state"), new Check("I3_not_paid", PROVIDER),
            new Check("I3_kept_in_vain", PROVIDER), new Check("I3_nobodys_money", PROVIDER),
            new Check("I4_out_of_bounds"), new Check("I4_reserved_differs"), new Check("I4_reserved_twice"),
            new Check("I4_held_in_vain"), new Check("I4_not_held"), new Check("I4_other_goods"),
            new Check("I5_not_shipped"), new Check("I5_shipped_twice"), new Check("I5_shipped_in_vain"),
            new Check("I6_holes"), new Check("I6_illegal"), new Check("I6_too_early"), new Check("I6_after_settled"),
            new Check("I6_two_ends"), new Check("I6_end_untold"), new Check("I6_decision"),
            new Check("I6_decision_told"), new Check("I6_flipped_though_taken"),
            new Check("I6_flipped_though_charged", PROVIDER),
            new Check("I7_not_recorded"), new Check("I7_recorded_twice"), new Check("I7_recorded_in_vain"),
            new Check("I7_not_sent", PROVIDER), new Check("I7_sent_in_vain", PROVIDER),
            new Check("I7_sent_too_often", PROVIDER),
            new Check("I8_key_without_order"), new Check("I8_two_answers", CLIENT),
            new Check("I8_key_forgotten", CLIENT),
            new Check("I9_unfinished", REST), new Check("I9_parked", REST));

    private Checks() {}
}
