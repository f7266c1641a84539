-- What the relay needs, which puts orders back into Redis that Redis has lost.

-- The orders it looks after, oldest first. An order whose end got lost on the way is one of them, although its settlement
-- is known.
drop index orders_unsettled;
create index orders_unsettled on orders (id) where settled_at is null or outcome is null;

-- One gateway at a time does the relay's work, which only saves work: two at once do no harm.
create table relay_lease (
  only_one     boolean primary key default true check (only_one),
  holder       text not null,
  held_until   timestamptz not null
);

-- Redis may go back to an earlier moment and tell an order's story another way from there on. The first telling stays in
-- its place, what differs from it is kept beside it. Words may be of any length, and longer than an index can hold.
alter table event add column is_fork boolean not null default false;
alter table event drop constraint event_once;
create unique index event_once on event (order_id, life, seq) where not is_fork;
create unique index event_fork_once on event
  (order_id, life, seq, kind, md5(coalesce(agent, '')), md5(coalesce(status, '')), md5(coalesce(reason, ''))) where is_fork;
