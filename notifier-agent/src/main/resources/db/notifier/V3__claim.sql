-- Claims those of the channels that nobody else has a claim to, and says which were sent through. Two statements, so that under
-- READ COMMITTED the second sees what others recorded before this claim; in one call, so that it's one commit.
-- Until is null when none is claimed; else it's the claim's end, by which it's told apart.
create function notifier.claim(
  p_order uuid, p_channels text[], p_seconds double precision,
  out claimed text[], out until timestamptz, out sent text[])
  language plpgsql
as $$
#variable_conflict use_column
begin
  with claims as (
    insert into notifier.sending as standing (order_id, channel, until)
    select p_order, channel, now() + make_interval(secs => p_seconds)
    from unnest(p_channels) as wanted (channel)
    on conflict (order_id, channel) do update set until = excluded.until
     where standing.until <= now()
    returning channel, until
  )
  select coalesce(array_agg(channel), '{}'), max(until) into claimed, until from claims;

  select coalesce(array_agg(channel), '{}') into sent from notifier.message where order_id = p_order;
end $$;

revoke execute on function notifier.claim(uuid, text[], double precision) from public;
