-- Messages that are recorded as sent, and of which the provider knows nothing.
-- :provider_since  the first order of which the provider's ledger knows everything
-- :rest            what was recorded before this moment, the provider's ledger must show
-- :message_…       what the providers of mail and Slack messages took
select m.order_id, m.channel || ' is recorded as sent, but the provider has none' as violation
from notifier.message m
where m.order_id >= cast(:provider_since as uuid) and m.sent_at < cast(:rest as timestamptz)
  and not exists (
    select
    from unnest(cast(:message_orders as uuid[]), cast(:message_channels as text[])) as sent (order_id, channel)
    where sent.order_id = m.order_id and sent.channel = m.channel)
order by m.order_id, m.channel;
