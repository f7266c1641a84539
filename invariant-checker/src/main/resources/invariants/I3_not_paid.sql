-- Completed orders for which the provider hasn't kept exactly their total.
-- :provider_since  the first order of which the provider's ledger knows everything
-- :rest            what ended before this moment has come to rest
-- :charge_…        the provider's charges; net is what was taken and not given back
with kept as (
  select order_id, currency, sum(net) as net
  from unnest(
    cast(:charge_orders as uuid[]), cast(:charge_nets as bigint[]), cast(:charge_currencies as text[])
  ) as charge (order_id, net, currency)
  group by order_id, currency
)
select o.id as order_id,
  format('completed for %s %s, but the provider has kept %s', o.total, o.currency,
    coalesce(string_agg(kept.net || ' ' || kept.currency, ' and '), 'nothing')) as violation
from ledger.orders o
join ledger.pipeline p on p.hash = o.pipeline
left join kept on kept.order_id = o.id
where o.id >= cast(:provider_since as uuid) and o.outcome = 'completed' and o.ended_at < cast(:rest as timestamptz)
  and string_to_array(p.plan ->> 'main', ',') && array['payment_capture', 'payment_agent']
group by o.id
having count(*) <> 1 or min(kept.net) is distinct from o.total or min(kept.currency) is distinct from o.currency
order by o.id;
