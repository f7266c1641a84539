-- Orders whose decision doesn't fit their end: completed is commit, everything else is abort, for the same reason.
-- :since  the first order that is looked at (ids sort by time)
select o.id as order_id,
  format('ended %s%s, but its decision is %s', o.outcome, ' ' || o.reason,
    coalesce(d.verdict || coalesce(' ' || d.reason, ''), 'missing')) as violation
from ledger.orders o
left join ledger.decision d on d.order_id = o.id
where o.id >= cast(:since as uuid) and o.outcome is not null
  and (d.verdict is distinct from case o.outcome when 'completed' then 'commit' else 'abort' end
    or d.verdict = 'abort' and d.reason <> o.reason)
order by o.id;
