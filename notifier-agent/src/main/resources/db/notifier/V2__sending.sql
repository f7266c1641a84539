-- What is being sent just now, so that of two deliveries of one order only one sends. Who dies while sending keeps the others
-- from it for the length of a try.
create table notifier.sending (
  order_id uuid not null,
  channel text not null check (channel in ('mail', 'slack')),
  until timestamptz not null,   -- from then on anybody may
  primary key (order_id, channel)
);
