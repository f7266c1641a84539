-- Goods that are held for orders that ended otherwise than completed, or that aren't in the ledger.
-- :since  the first order that is looked at (ids sort by time)
-- :rest   what ended before this moment has come to rest
select r.order_id, coalesce('ended ' || o.outcome, 'isn''t in the ledger') || ', but holds goods' as violation
from inventory.reservation r
left join ledger.orders o on o.id = r.order_id
where r.order_id >= cast(:since as uuid) and r.state = 'held'
  and (o.id is null or o.outcome <> 'completed' and o.ended_at < cast(:rest as timestamptz))
order by r.order_id;
