package io.waybill.simulators;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The test payment methods and what they do, https://docs.stripe.com/testing (tab PaymentMethods).
 *
 * <p>Declines are spelt with and without {@code _visa}, as the page has done over the years. Only
 * {@code card_declined} comes with a decline code; the page lists the other codes without one.
 */
final class TestPaymentMethods {

    sealed interface Behaviour {}

    record Pays() implements Behaviour {}

    record Declines(String code, @Nullable String declineCode, String message) implements Behaviour {}

    record Authenticates() implements Behaviour {}

    /** A bank debit that never settles: the documented way into the status {@code processing}. */
    record Processes() implements Behaviour {}

    private static final String DECLINED = "Your card was declined.";

    private static final Map<String, Behaviour> BY_NAME = Map.ofEntries(
            Map.entry("pm_card_chargeDeclined", declined("generic_decline", DECLINED)),
            Map.entry("pm_card_chargeCustomerFail", declined("generic_decline", DECLINED)),
            Map.entry("pm_card_chargeDeclinedInsufficientFunds",
                    declined("insufficient_funds", "Your card has insufficient funds.")),
            Map.entry("pm_card_chargeDeclinedLostCard", declined("lost_card", DECLINED)),
            Map.entry("pm_card_chargeDeclinedStolenCard", declined("stolen_card", DECLINED)),
            Map.entry("pm_card_chargeDeclinedFraudulent", declined("fraudulent", DECLINED)),
            Map.entry("pm_card_radarBlock", declined("fraudulent", DECLINED)),
            Map.entry("pm_card_chargeDeclinedVelocityLimitExceeded", declined("card_velocity_exceeded",
                    DECLINED.replace(".",
                            " for making repeated attempts too frequently or exceeding its amount limit."))),
            Map.entry("pm_card_chargeDeclinedExpiredCard",
                    new Declines("expired_card", null, "Your card has expired.")),
            Map.entry("pm_card_chargeDeclinedIncorrectCvc",
                    new Declines("incorrect_cvc", null, "Your card's security code is incorrect.")),
            Map.entry("pm_card_chargeDeclinedProcessingError", new Declines("processing_error", null,
                    "An error occurred while processing your card. Try again in a little bit.")),
            Map.entry("pm_card_authenticationRequired", new Authenticates()),
            Map.entry("pm_card_authenticationRequiredOnSetup", new Authenticates()),
            Map.entry("pm_card_threeDSecureRequired", new Authenticates()),
            Map.entry("pm_card_threeDSecure2Required", new Authenticates()),
            Map.entry("pm_usBankAccount_processing", new Processes()));

    private static final Set<String> PAYING = Set.of("pm_card_visa", "pm_card_visa_debit", "pm_card_mastercard",
            "pm_card_mastercard_debit", "pm_card_mastercard_prepaid", "pm_card_amex", "pm_card_discover",
            "pm_card_diners", "pm_card_jcb", "pm_card_unionpay", "pm_card_threeDSecureOptional",
            "pm_card_riskLevelElevated", "pm_card_riskLevelHighest", "pm_card_cvcCheckFail", "pm_card_avsFail",
            "pm_card_avsLine1Fail", "pm_card_avsZipFail", "pm_card_avsUnchecked", "pm_card_createDispute",
            "pm_card_bypassPending");

    /** Cards by country: pm_card_us, pm_card_gb, pm_card_de and so on. */
    private static final Pattern COUNTRY = Pattern.compile("pm_card_[a-z]{2}");

    private TestPaymentMethods() {}

    static boolean exists(String id) {
        return PAYING.contains(id) || BY_NAME.containsKey(plain(id)) || COUNTRY.matcher(id).matches();
    }

    /** For one that {@link #exists}; any other pays. */
    static Behaviour behaviour(String id) {
        return BY_NAME.getOrDefault(plain(id), new Pays());
    }

    private static String plain(String id) {
        return id.replace("pm_card_visa_charge", "pm_card_charge");
    }

    private static Declines declined(String declineCode, String message) {
        return new Declines("card_declined", declineCode, message);
    }
}
