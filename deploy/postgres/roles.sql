-- Roles and schemas of the fleet: one of each per service that keeps something, so that no service can touch
-- another's tables. What services share are functions, granted by the migrations that create them.
-- Run once as superuser in the fleet's database; running it again changes nothing.
-- The password 'waybill' is for local use: production alters each role's.
do $$
declare
  service text;
begin
  foreach service in array array['ledger', 'inventory', 'payment', 'tracking', 'notifier', 'rollback', 'checker'] loop
    if not exists (select from pg_roles where rolname = service) then
      execute format('create role %I login password %L', service, 'waybill');
    end if;
  end loop;
  foreach service in array array['ledger', 'inventory', 'payment', 'tracking', 'notifier'] loop
    execute format('create schema if not exists %I authorization %I', service, service);
  end loop;
end $$;

-- The invariant checker reads everything and writes nothing.
grant pg_read_all_data to checker;
