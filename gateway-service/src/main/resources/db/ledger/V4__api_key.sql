-- Who may call. Only the SHA-256 of a key is kept: keys are random and long, so nothing slower is needed.
create table api_key (
  hash        bytea primary key check (octet_length(hash) = 32),
  merchant    text not null,
  scopes      text[] not null check (scopes <@ array['orders', 'ops']),
  created_at  timestamptz not null default now(),
  revoked_at  timestamptz
);
