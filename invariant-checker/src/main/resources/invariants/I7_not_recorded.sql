-- Completed orders that have settled without a record of both messages, although nobody has discarded the notifier's step.
-- :since  the first order that is looked at (ids sort by time)
-- :rest   what ended before this moment has come to rest
select o.id as order_id, 'has settled, but no ' || due.channel || ' is recorded' as violation
from ledger.orders o
join ledger.pipeline p on p.hash = o.pipeline
cross join unnest(array['mail', 'slack']) as due (channel)
where o.id >= cast(:since as uuid) and o.outcome = 'completed' and o.settled_at < cast(:rest as timestamptz)
  and 'notifier' = any (string_to_array(p.plan ->> 'main', ',') || string_to_array(p.plan ->> 'trailing', ','))
  and not exists (select from notifier.message m where m.order_id = o.id and m.channel = due.channel)
  and not exists (
    select
    from ledger.parked k
    where k.order_id = o.id and k.agent = 'notifier' and k.resolution = 'discarded')
order by o.id, due.channel;
