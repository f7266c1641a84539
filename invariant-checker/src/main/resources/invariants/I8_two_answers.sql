-- Idempotency keys that were answered with more than one order, or with bodies that differ. Only 202 is the stored answer:
-- whoever preferred to wait was shown the order as it was then.
-- :answered_…  the client's log: order, merchant, key, HTTP status and SHA-256 of the body of each answer
select null as order_id,
  format('key %s of %s was answered with %s orders and %s bodies', answer.key, answer.merchant,
    count(distinct answer.order_id), count(distinct answer.body) filter (where answer.status = 202)) as violation
from unnest(
  cast(:answered_orders as uuid[]), cast(:answered_merchants as text[]), cast(:answered_keys as text[]),
  cast(:answered_statuses as integer[]), cast(:answered_bodies as text[])
) as answer (order_id, merchant, key, status, body)
where answer.status between 200 and 299 and answer.key is not null
group by answer.merchant, answer.key
having count(distinct answer.order_id) > 1 or count(distinct answer.body) filter (where answer.status = 202) > 1
order by answer.merchant, answer.key;
