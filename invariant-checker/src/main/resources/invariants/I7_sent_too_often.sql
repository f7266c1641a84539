-- Messages that were sent more than once, when there are more of them than crashes between sending and recording.
-- :since       the first order that is looked at (ids sort by time)
-- :duplicates  how many there may be in all; null when nobody knows
-- :message_…   what the providers of mail and Slack messages took
with repeated as materialized (
  select order_id, channel, count(*) as times
  from unnest(cast(:message_orders as uuid[]), cast(:message_channels as text[])) as sent (order_id, channel)
  where order_id >= cast(:since as uuid)
  group by order_id, channel
  having count(*) > 1
)
select repeated.order_id,
  format('%s was sent %s times; there are %s such repetitions, at most %s may be', repeated.channel, repeated.times,
    every.repetitions, cast(:duplicates as integer)) as violation
from repeated
cross join (select sum(times - 1) as repetitions from repeated) every
where every.repetitions > cast(:duplicates as integer)
order by repeated.order_id, repeated.channel;
