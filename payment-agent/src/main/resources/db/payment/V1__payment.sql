-- What Waybill knows of an order's money. The provider holds the truth about amounts; this says where to ask for it.
create table payment (
  order_id   uuid primary key,
  intent_id  text unique,
  state      text not null check (state in ('intended', 'capturing', 'captured', 'undone')),
  generation int not null default 0 check (generation >= 0),
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint money_moves_through_an_intent check (intent_id is not null or state in ('intended', 'undone'))
);

comment on table payment is 'one row per order, for ever; the first intent that is stored is the order''s only one';
comment on column payment.intent_id is 'Stripe''s PaymentIntent; null while none could be created, and in a tombstone: undone before there was one';
comment on column payment.generation is 'part of idempotency keys; raised when the last one is known to have had no effect that counts';
