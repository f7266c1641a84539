-- Accepted orders and what happened to them. Rows are added and completed, never deleted, and nothing is decided on a
-- read replica.

-- Every version of the pipeline that an order began with, under its hash.
create table pipeline (
  hash        text primary key,
  definition  jsonb not null,
  plan        jsonb not null,                 -- the definition compiled for Redis, as the orders in flight know it
  loaded_at   timestamptz not null default now()
);

create table orders (
  id             uuid primary key,            -- UUIDv7: sorts by time of acceptance
  merchant       text not null,
  reference      text not null,
  currency       text not null check (currency ~ '^[A-Z]{3}$'),
  total          bigint not null,             -- any number: whether it makes sense is the validator's to say
  payload        text not null,
  pipeline       text not null references pipeline,
  partition      integer not null check (partition >= 0),
  trace_parent   text not null,
  life           bigint not null default 1 check (life >= 1),
  accepted_at    timestamptz not null default now(),
  deadline_at    timestamptz not null,
  outcome        text check (outcome in ('completed', 'rejected', 'failed', 'cancelled')),
  reason         text,
  reason_detail  text,
  ended_at       timestamptz,
  settled_at     timestamptz,                 -- may be known before the end is: events come in any order
  constraint orders_deadline check (deadline_at > accepted_at),
  constraint orders_end check ((outcome is null) = (ended_at is null)),
  constraint orders_reason check ((reason is null) = (outcome is null or outcome = 'completed')),
  constraint orders_detail check (reason is not null or reason_detail is null)
);

create index orders_by_merchant on orders (merchant, id desc);
create index orders_by_reference on orders (merchant, reference, id desc);
create index orders_open on orders (merchant, id desc) where outcome is null;
create index orders_unsettled on orders (accepted_at) where settled_at is null;

-- Append-only. Only events of orders in this ledger are added, so there is no foreign key to pay for on each.
create table event (
  number      bigint generated always as identity primary key,
  order_id    uuid not null,
  life        bigint not null check (life >= 1),
  seq         bigint not null check (seq >= 1),
  kind        text not null check (kind in ('step', 'decided', 'ended', 'settled')),
  at          timestamptz not null,
  agent       text,
  status      text,
  reason      text,
  detail      text,
  result      text,
  attempts    integer not null,
  instance    text,
  started_at  timestamptz,
  ended_at    timestamptz,
  constraint event_once unique (order_id, life, seq),
  constraint event_agent check ((agent is not null) = (kind in ('step', 'decided'))),
  constraint event_step check (kind <> 'step' or status in ('done', 'refused', 'failed', 'parked')),
  constraint event_decided check (kind <> 'decided' or status in ('commit', 'abort'))
);
