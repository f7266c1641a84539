-- Completed orders that hold no goods.
-- :since  the first order that is looked at (ids sort by time)
select o.id as order_id, 'completed, but its reservation is ' || coalesce(r.state, 'missing') as violation
from ledger.orders o
join ledger.pipeline p on p.hash = o.pipeline
left join inventory.reservation r on r.order_id = o.id
where o.id >= cast(:since as uuid) and o.outcome = 'completed' and r.state is distinct from 'held'
  and 'inventory_agent' = any (string_to_array(p.plan ->> 'main', ','))
order by o.id;
