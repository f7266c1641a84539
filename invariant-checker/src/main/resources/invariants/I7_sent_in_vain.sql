-- Messages that went out for orders that aren't committed, or that ended otherwise than completed: wrong at any moment.
-- :since      the first order that is looked at (ids sort by time)
-- :message_…  what the providers of mail and Slack messages took
select sent.order_id,
  format('%s was sent, but %s', sent.channel,
    case
      when o.id is null then 'it isn''t in the ledger'
      when o.outcome <> 'completed' then 'it ended ' || o.outcome
      else 'its decision is ' || coalesce(d.verdict, 'open')
    end) as violation
from unnest(cast(:message_orders as uuid[]), cast(:message_channels as text[])) as sent (order_id, channel)
left join ledger.orders o on o.id = sent.order_id
left join ledger.decision d on d.order_id = sent.order_id
where sent.order_id >= cast(:since as uuid)
  and (o.id is null or d.verdict is distinct from 'commit' or o.outcome <> 'completed')
order by sent.order_id, sent.channel;
