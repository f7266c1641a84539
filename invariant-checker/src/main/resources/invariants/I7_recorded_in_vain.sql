-- Messages recorded for orders that aren't committed, or that ended otherwise than completed: wrong at any moment.
-- :since  the first order that is looked at (ids sort by time)
select m.order_id,
  format('%s is recorded, but %s', m.channel,
    case
      when o.id is null then 'it isn''t in the ledger'
      when o.outcome <> 'completed' then 'it ended ' || o.outcome
      else 'its decision is ' || coalesce(d.verdict, 'open')
    end) as violation
from notifier.message m
left join ledger.orders o on o.id = m.order_id
left join ledger.decision d on d.order_id = m.order_id
where m.order_id >= cast(:since as uuid)
  and (o.id is null or d.verdict is distinct from 'commit' or o.outcome <> 'completed')
order by m.order_id, m.channel;
