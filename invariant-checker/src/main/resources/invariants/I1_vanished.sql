-- Orders that a client was told of with a 2xx, and that the ledger doesn't know.
-- :answered_…  the client's log: order, merchant and HTTP status of each answer
select answer.order_id, format('was answered %s to %s and isn''t in the ledger', min(answer.status), answer.merchant) as violation
from unnest(
  cast(:answered_orders as uuid[]), cast(:answered_merchants as text[]), cast(:answered_statuses as integer[])
) as answer (order_id, merchant, status)
where answer.status between 200 and 299
  and not exists (select from ledger.orders o where o.id = answer.order_id and o.merchant = answer.merchant)
group by answer.order_id, answer.merchant
order by answer.order_id;
