-- What Stripe has told by webhook, and what came of it: an event has its effect once, however often it comes. What it says of
-- an order that is under way isn't kept: it changes nothing, and should it come again later it may matter.
create table webhook_event (
  id           text primary key check (length(id) <= 255),   -- Stripe's: evt_…
  type         text not null,
  intent       text,                                         -- null when it's about something else
  received_at  timestamptz not null default now(),
  effect       text not null check (effect in ('ignored', 'nothing', 'voided', 'refunded'))
);

comment on column webhook_event.effect is
  'ignored: none of our business; nothing: the order is undone, and nothing was held; voided or refunded: it was given back';
