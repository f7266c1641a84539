-- The one row that says whether an order goes forward or is undone. Whoever asks first decides, for ever.
create table decision (
  order_id    uuid primary key,
  verdict     text not null check (verdict in ('commit', 'abort')),
  reason      text,
  detail      text,
  decided_at  timestamptz not null default clock_timestamp(),
  flipped_at  timestamptz,
  constraint decision_reason check (verdict = 'commit' or reason is not null),
  constraint decision_flip check (flipped_at is null or verdict = 'abort')
);

-- The standing decision, which is the asked one when nobody asked before. Insert and select are two statements, so that
-- under READ COMMITTED the one who comes second at the same instant waits for the first and then sees its row; in one
-- statement it would get nothing.
create function decide(p_order uuid, p_verdict text, p_reason text, p_detail text)
  returns table (verdict text, reason text, detail text)
  language plpgsql volatile security definer set search_path = ledger, pg_temp
as $$
begin
  insert into decision (order_id, verdict, reason, detail)
  values (p_order, p_verdict, p_reason, p_detail)
  on conflict (order_id) do nothing;

  return query
  select d.verdict, d.reason, d.detail from decision d where d.order_id = p_order;
end $$;

-- Turns commit into abort, and says what stands then. May be called twice: the first flip's reason stays. Only for the
-- pivot, and only after it has seen that the payment is cancelled at the provider.
create function flip(p_order uuid, p_reason text, p_detail text, out verdict text)
  language plpgsql volatile security definer set search_path = ledger, pg_temp
as $$
begin
  update decision d
  set verdict = 'abort', reason = p_reason, detail = p_detail, flipped_at = clock_timestamp()
  where d.order_id = p_order and d.verdict = 'commit';

  select d.verdict into verdict from decision d where d.order_id = p_order;
  if not found then
    raise exception 'order % has no decision that could be flipped', p_order using errcode = 'no_data_found';
  end if;
end $$;

revoke all on function decide(uuid, text, text, text), flip(uuid, text, text) from public;
grant usage on schema ledger to payment, rollback;
grant execute on function decide(uuid, text, text, text) to payment, rollback;
grant execute on function flip(uuid, text, text) to payment;
