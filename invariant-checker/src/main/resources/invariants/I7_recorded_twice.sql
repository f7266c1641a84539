-- Orders with more than one record of a message by the same channel.
-- :since  the first order that is looked at (ids sort by time)
select m.order_id, format('%s is recorded %s times', m.channel, count(*)) as violation
from notifier.message m
where m.order_id >= cast(:since as uuid)
group by m.order_id, m.channel
having count(*) > 1
order by m.order_id, m.channel;
