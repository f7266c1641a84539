package io.waybill.system;

import java.util.List;

/**
 * One panel of a dashboard in deploy/grafana.
 *
 * @param queries what it asks Prometheus; empty for one that shows traces or logs
 */
record Panel(String dashboard, String title, List<String> queries) {

    @Override
    public String toString() {
        return dashboard + ": " + title;
    }
}
