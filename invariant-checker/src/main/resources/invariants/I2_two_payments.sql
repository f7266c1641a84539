-- Orders with more than one payment, and payments that share an intent.
-- :since  the first order that is looked at (ids sort by time)
select p.order_id,
  case
    when p.of_order > 1 then format('has %s payments', p.of_order)
    else format('shares the intent %s with another order', p.intent_id)
  end as violation
from (
  select order_id, intent_id,
    count(*) over (partition by order_id) as of_order,
    count(intent_id) over (partition by intent_id) as of_intent
  from payment.payment
) p
where p.order_id >= cast(:since as uuid) and (p.of_order > 1 or p.of_intent > 1)
order by p.order_id;
