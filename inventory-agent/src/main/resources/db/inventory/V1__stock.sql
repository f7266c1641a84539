-- Room in every page, so that the constant updates of popular SKUs stay in it (heap-only tuples).
create table inventory.stock (
  sku text collate "C" primary key check (sku <> ''),
  on_hand bigint not null,
  reserved bigint not null default 0,
  constraint reserved_is_on_hand check (0 <= reserved and reserved <= on_hand)
) with (fillfactor = 70);

-- What an order holds, or held. Rows are never deleted: a released one, also one that never held anything (a
-- tombstone), refuses the order's reservation should that come late.
create table inventory.reservation (
  order_id uuid primary key,
  state text not null check (state in ('held', 'released')),
  skus text[] not null default '{}',
  quantities bigint[] not null default '{}',
  reserved_at timestamptz,
  released_at timestamptz,
  constraint each_sku_has_a_quantity check (cardinality(skus) = cardinality(quantities) and 0 < all (quantities)),
  constraint only_tombstones_are_empty check ((cardinality(skus) = 0) = (reserved_at is null)),
  constraint released_has_a_time check ((state = 'released') = (released_at is not null)),
  constraint held_is_not_empty check (state = 'released' or cardinality(skus) > 0)
);

-- Reserves all of an order's lines or none. Each SKU comes once; an SKU without a row has no stock.
-- Status: 'reserved'; 'held', it was so before; 'short', with the first SKU that there is too little of; 'released',
-- the order was undone and never gets anything again.
create function inventory.reserve(
  p_order uuid, p_skus text[], p_quantities bigint[], out status text, out short_sku text)
  language plpgsql
as $$
declare
  updated bigint;
begin
  -- First of all: from here on a second delivery or a release of the same order waits for this one.
  insert into inventory.reservation (order_id, state, skus, quantities, reserved_at)
  values (p_order, 'held', p_skus, p_quantities, now())
  on conflict (order_id) do nothing;
  if not found then
    select state into strict status from inventory.reservation where order_id = p_order;
    return;
  end if;

  -- In one order for all, or two orders that share two SKUs may wait for each other.
  -- An update from a sorted list would lock in whatever order the plan joins.
  perform from inventory.stock where sku = any (p_skus) order by sku for update;

  select wanted.sku into short_sku
  from unnest(p_skus, p_quantities) as wanted (sku, quantity)
  left join inventory.stock on stock.sku = wanted.sku
  where wanted.quantity > coalesce(stock.on_hand - stock.reserved, 0)
  order by wanted.sku
  limit 1;
  if found then
    delete from inventory.reservation where order_id = p_order;
    status := 'short';
    return;
  end if;

  update inventory.stock set reserved = stock.reserved + wanted.quantity
  from unnest(p_skus, p_quantities) as wanted (sku, quantity)
  where stock.sku = wanted.sku;
  get diagnostics updated = row_count;
  if updated <> cardinality(p_skus) then
    raise exception 'order % asks for % SKUs, but only % of them differ', p_order, cardinality(p_skus), updated;
  end if;
  status := 'reserved';
end;
$$;

-- Gives an order's reservation back, once, and refuses any that comes later. May be called again.
-- Answers 'released'; 'tombstone', there was nothing to give back; 'already_released'.
create function inventory.release(p_order uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  given_back inventory.reservation;
begin
  insert into inventory.reservation (order_id, state, released_at)
  values (p_order, 'released', now())
  on conflict (order_id) do nothing;
  if found then
    return 'tombstone';
  end if;

  update inventory.reservation set state = 'released', released_at = now()
  where order_id = p_order and state = 'held'
  returning * into given_back;
  if not found then
    return 'already_released';
  end if;

  perform from inventory.stock where sku = any (given_back.skus) order by sku for update;
  update inventory.stock set reserved = stock.reserved - held.quantity
  from unnest(given_back.skus, given_back.quantities) as held (sku, quantity)
  where stock.sku = held.sku;
  return 'released';
end;
$$;

-- The rollback agent may undo a reservation, and nothing else here. PostgreSQL lets everybody call a new function.
revoke execute on function inventory.reserve(uuid, text[], bigint[]), inventory.release(uuid) from public;
grant usage on schema inventory to rollback;
grant execute on function inventory.release(uuid) to rollback;
