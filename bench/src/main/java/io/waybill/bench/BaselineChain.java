package io.waybill.bench;

import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import java.io.IOException;
import java.time.Duration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/**
 * The system that Waybill replaces: one request does everything, one step after the other, in one transaction. The rows
 * of its SKUs are locked from their reservation until the request's end, so whoever wants one of them waits for the charge,
 * the carrier and the mail of whoever was first. Nothing is tried again: any failure fails the request and rolls its
 * transaction back, though not what the providers have done by then.
 *
 * <p>Where it could have been worse by accident it isn't: rows are locked in the order of their SKUs, so nobody
 * deadlocks, and nothing is locked before it must be.
 */
final class BaselineChain {

    private static final int REFUSED_FROM = 80;

    private final BaselinePauses pauses;
    private final PlatformTransactionManager transactions;
    private final BaselineTables tables;
    private final BaselineProviders providers;

    BaselineChain(BaselinePauses pauses, PlatformTransactionManager transactions, BaselineTables tables,
            BaselineProviders providers) {
        this.pauses = pauses;
        this.transactions = transactions;
        this.tables = tables;
        this.providers = providers;
    }

    /**
     * Returns when the order is done.
     *
     * @throws BaselineRefusal when a step said no
     * @throws IOException when a provider failed
     */
    void handle(Order order) throws BaselineRefusal, IOException, InterruptedException {
        validate(order);
        TransactionStatus transaction = transactions.getTransaction(null);
        try {
            checkStock(order);
            scoreFraud(order);
            tables.reserve(order.quantities());
            pause(pauses.reserve());
            String payment = providers.charge(order);
            tables.add(order, payment, "OLD" + order.id());
            pause(pauses.track());
            providers.mail(order);
            providers.slack(order);
        } catch (Exception e) {
            transactions.rollback(transaction);
            throw e;
        }
        transactions.commit(transaction);
    }

    private void validate(Order order) throws BaselineRefusal, InterruptedException {
        pause(pauses.validate());
        if (order.lines().isEmpty() || order.total() <= 0) {
            throw new BaselineRefusal(Reason.INVALID, "no_lines");
        }
    }

    private void checkStock(Order order) throws BaselineRefusal, InterruptedException {
        pause(pauses.checkStock());
        if (!tables.hasStock(order.quantities())) {
            throw new BaselineRefusal(Reason.OUT_OF_STOCK, "stock");
        }
    }

    private void scoreFraud(Order order) throws BaselineRefusal, IOException, InterruptedException {
        int score = providers.score(order);
        if (score >= REFUSED_FROM) {
            throw new BaselineRefusal(Reason.FRAUD, "score_" + score);
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
