-- Idempotency keys that were answered with an order, and that the ledger keeps with another order, or not at all.
-- :answered_…  the client's log: order, merchant, key and HTTP status of each answer
select answer.order_id,
  format('was answered to key %s of %s, which the ledger keeps with %s', answer.key, answer.merchant,
    coalesce(k.order_id::text, 'none')) as violation
from unnest(
  cast(:answered_orders as uuid[]), cast(:answered_merchants as text[]), cast(:answered_keys as text[]),
  cast(:answered_statuses as integer[])
) as answer (order_id, merchant, key, status)
left join ledger.idempotency_key k on k.merchant = answer.merchant and k.key = answer.key
where answer.status between 200 and 299 and answer.key is not null and k.order_id is distinct from answer.order_id
order by answer.order_id;
