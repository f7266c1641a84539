-- Completed orders without a shipment.
-- :since  the first order that is looked at (ids sort by time)
select o.id as order_id, 'completed, but has no shipment' as violation
from ledger.orders o
join ledger.pipeline p on p.hash = o.pipeline
where o.id >= cast(:since as uuid) and o.outcome = 'completed'
  and 'tracking_agent' = any (string_to_array(p.plan ->> 'main', ','))
  and not exists (select from tracking.shipment s where s.order_id = o.id)
order by o.id;
