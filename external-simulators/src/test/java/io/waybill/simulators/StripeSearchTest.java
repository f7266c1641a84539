package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentSearchParams;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSearchTest {

    private final Lab lab = Lab.fresh();
    private final StripeClient stripe = lab.stripe();

    @ParameterizedTest
    @ValueSource(strings = {"metadata['order_id']:'o-1'", "metadata[\"order_id\"]:\"O-1\"",
        "metadata['order_id']:'o-1' AND status:'requires_capture'",
        "status:'requires_capture' metadata['order_id']:'o-1'"})
    @Follows("https://docs.stripe.com/search#search-query-language")
    void anIntentIsFoundByItsOrder(String query) throws StripeException {
        var wanted = create("o-1");
        create("o-2");

        assertThat(search(query)).extracting(PaymentIntent::getId).containsExactly(wanted);
    }

    @Test
    @Follows("https://docs.stripe.com/search#search-query-language")
    void allClausesMustMatch() throws StripeException {
        create("o-1");

        assertThat(search("metadata['order_id']:'o-1' AND status:'succeeded'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order o-1", "metadata['order_id']", "status:'succeeded' OR status:'canceled'",
        "status:succeeded"})
    @Follows("https://docs.stripe.com/search#search-query-language")
    void aQueryThatIsNotUnderstoodIsRefused(String query) {
        var refused = catchThrowableOfType(InvalidRequestException.class, () -> search(query));

        assertThat(refused.getStripeError().getParam()).isEqualTo("query");
    }

    @Test
    @Follows("https://docs.stripe.com/search#data-freshness")
    void theSearchLagsButTheListDoesNot() throws StripeException {
        lab.request("PUT", "/control/profile", "{\"name\":\"seed\"}");
        var intent = stripe.v1().paymentIntents().create(Lab.held("o-1").setConfirm(null).build()).getId();

        assertThat(search("metadata['order_id']:'o-1'")).isEmpty();
        assertThat(list(10, null)).containsExactly(intent);
        lab.clock().advance(Duration.ofMinutes(1));
        assertThat(search("metadata['order_id']:'o-1'")).extracting(PaymentIntent::getId).containsExactly(intent);
    }

    @Test
    @Follows("https://docs.stripe.com/api/pagination")
    void listsComeNewestFirstInPages() throws StripeException {
        var first = create("o-1");
        var second = create("o-2");
        var third = create("o-3");

        assertThat(list(2, null)).containsExactly(third, second);
        assertThat(list(2, second)).containsExactly(first);
    }

    @Test
    @Follows("https://docs.stripe.com/api/pagination/search")
    void searchesComeInPagesToo() throws StripeException {
        create("o-1");
        create("o-1");

        var page = stripe.v1().paymentIntents().search(query("metadata['order_id']:'o-1'").setLimit(1L).build());
        assertThat(page.getHasMore()).isTrue();
        var next = stripe.v1().paymentIntents()
                .search(query("metadata['order_id']:'o-1'").setLimit(1L).setPage(page.getNextPage()).build());

        assertThat(next.getHasMore()).isFalse();
        assertThat(next.getData().getFirst().getId()).isNotEqualTo(page.getData().getFirst().getId());
    }

    private String create(String orderId) throws StripeException {
        return stripe.v1().paymentIntents().create(Lab.held(orderId).build()).getId();
    }

    private List<PaymentIntent> search(String query) throws StripeException {
        return stripe.v1().paymentIntents().search(query(query).build()).getData();
    }

    private List<String> list(long limit, @Nullable String after) throws StripeException {
        var params = PaymentIntentListParams.builder().setLimit(limit).setStartingAfter(after).build();
        return stripe.v1().paymentIntents().list(params).getData().stream().map(PaymentIntent::getId).toList();
    }

    private static PaymentIntentSearchParams.Builder query(String query) {
        return PaymentIntentSearchParams.builder().setQuery(query);
    }
}
