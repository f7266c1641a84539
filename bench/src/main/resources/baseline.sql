-- What the old chain keeps, in a schema and with a role of its own. Run as superuser in the fleet's database; running it
-- again makes everything anew.
do $$
begin
  if not exists (select from pg_roles where rolname = 'baseline') then
    create role baseline login password 'waybill';
  end if;
end $$;

drop schema if exists baseline cascade;
create schema baseline authorization baseline;
set role baseline;

-- Room in every page for the updates of popular SKUs, as Waybill's own table has it.
create table baseline.stock (
  sku text collate "C" primary key,
  on_hand bigint not null,
  reserved bigint not null default 0 check (reserved <= on_hand)
) with (fillfactor = 70);

create table baseline.orders (
  id uuid primary key,
  reference text not null,
  total bigint not null,
  payment text not null,
  tracking_number text not null,
  created_at timestamptz not null default now()
);

reset role;
