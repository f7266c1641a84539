-- Which order a merchant's Idempotency-Key stands for. A row is written with its order, in one commit, and never deleted: a
-- request that is repeated years later still finds the order that it asked for.
create table idempotency_key (
  merchant     text not null,
  route        text not null,                 -- method and path: the same key elsewhere is another one
  key          text not null check (octet_length(key) between 1 and 255),
  fingerprint  bytea not null check (octet_length(fingerprint) = 32),
  order_id     uuid not null references orders,
  created_at   timestamptz not null default now(),
  primary key (merchant, route, key)
);
