-- What was sent for an order; a row means that the provider took it.
create table notifier.message (
  order_id uuid not null,
  channel text not null check (channel in ('mail', 'slack')),
  provider_id text not null,   -- empty when the provider gave none
  sent_at timestamptz not null default now(),
  primary key (order_id, channel)
);
