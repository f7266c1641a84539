-- Lives whose events aren't numbered from 1 without holes. A life that was given up may lack its tail, but nothing between.
-- :since  the first order that is looked at (ids sort by time)
-- :rest   what ended before this moment has come to rest
select e.order_id, format('life %s has %s events, but the last is number %s', e.life, count(*), max(e.seq)) as violation
from ledger.event e
join ledger.orders o on o.id = e.order_id
where e.order_id >= cast(:since as uuid) and not e.is_fork
  and (o.settled_at < cast(:rest as timestamptz) or cast(:rest as timestamptz) = 'infinity')
group by e.order_id, e.life
having count(*) <> max(e.seq)
order by e.order_id, e.life;
