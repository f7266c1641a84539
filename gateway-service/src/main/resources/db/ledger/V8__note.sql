-- What was done about an order outside its stream of events: by an operator, by its merchant, or by a service that learnt
-- something late. Rows are added, never changed.
create table note (
  id        uuid primary key default uuidv7(),   -- sorts by time
  order_id  uuid,                                -- null when no one order is concerned, as when an agent is paused
  agent     text,
  at        timestamptz not null default clock_timestamp(),
  author    text not null,                       -- operator:<of which key>, merchant:<name>, or an agent
  what      text not null check (what ~ '^[a-z_]{1,40}$'),
  why       text check (length(why) <= 500),
  key       text,                                -- tells a repeated note from another one with the same words
  constraint note_once unique (order_id, key)    -- also finds an order's notes
);

-- Adds a note about an order. May be called twice with the same key: the first note stays. What is too long is cut off, so
-- that no effect fails for want of words. Services sign with the name of an agent: none can speak for an operator or a
-- merchant.
create function note(p_order uuid, p_author text, p_agent text, p_what text, p_why text, p_key text default null)
  returns void
  language plpgsql volatile security definer set search_path = ledger, pg_temp
as $$
begin
  if p_order is null or p_author !~ '^[a-z_]+$' or p_author in ('operator', 'merchant') then
    raise exception 'a note needs an order, and an agent as its author' using errcode = 'check_violation';
  end if;

  insert into note (order_id, author, agent, what, why, key)
  values (p_order, p_author, p_agent, p_what, left(p_why, 500), p_key)
  on conflict (order_id, key) do nothing;
end $$;

revoke all on function note(uuid, text, text, text, text, text) from public;
grant execute on function note(uuid, text, text, text, text, text) to payment;
