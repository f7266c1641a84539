-- Shipments of orders that aren't committed, or that ended otherwise than completed. Goods go out only behind the point of
-- no return, so this is wrong at any moment.
-- :since  the first order that is looked at (ids sort by time)
select s.order_id,
  format('was shipped as %s, but %s', s.tracking_number,
    case
      when o.id is null then 'isn''t in the ledger'
      when o.outcome <> 'completed' then 'ended ' || o.outcome
      else 'its decision is ' || coalesce(d.verdict, 'open')
    end) as violation
from tracking.shipment s
left join ledger.orders o on o.id = s.order_id
left join ledger.decision d on d.order_id = s.order_id
where s.order_id >= cast(:since as uuid)
  and (o.id is null or d.verdict is distinct from 'commit' or o.outcome <> 'completed')
order by s.order_id;
