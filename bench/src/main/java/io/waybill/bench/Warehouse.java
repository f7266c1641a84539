package io.waybill.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The inventory's operator routes. */
record Warehouse(URI inventory, String opsToken) {

    private static final int AT_ONCE = 8;
    /** A run of hours doesn't sell the most popular product out. */
    private static final long PLENTY = 1_000_000_000;

    /** Sees to it that there is plenty of each. */
    void fill(List<String> skus) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var fillers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var puts = new ArrayList<Future<Boolean>>();
            skus.forEach(sku -> puts.add(fillers.submit(() -> put(http, sku))));
            for (Future<Boolean> put : puts) {
                put.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The inventory can't be filled", e);
        }
    }

    private boolean put(HttpClient http, String sku) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(inventory.resolve("/stock/" + sku))
                .PUT(BodyPublishers.ofString("{\"onHand\":%d}".formatted(PLENTY)))
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + opsToken).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("PUT /stock/%s: %d %s".formatted(sku, answer.statusCode(), answer.body()));
        }
        return true;
    }
}
