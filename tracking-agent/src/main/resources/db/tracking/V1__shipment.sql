-- The serials of 21 service indicators, CA to CU (parcel post): about two thousand million shipments.
create sequence tracking.serial as bigint minvalue 0 maxvalue 2099999999;

-- A tracking number as the UPU's standard S10 has it: service indicator, eight digits, check digit, issuing country.
-- The check digit is 11 less the weighted sum modulo 11, where 10 becomes 0 and 11 becomes 5.
create function tracking.s10(serial bigint, issuer text) returns text
  language sql immutable strict
begin atomic
  select 'C' || chr(ascii('A') + (serial / 100000000)::integer) || digits
      || case remainder when 1 then 0 when 0 then 5 else 11 - remainder end || issuer
  from (
    select digits, sum(weight * substr(digits, place::integer, 1)::integer) % 11 as remainder
    from lpad((serial % 100000000)::text, 8, '0') as digits,
      unnest(array[8, 6, 4, 2, 3, 5, 9, 7]) with ordinality as weighted (weight, place)
    group by digits
  ) as summed;
end;

create table tracking.shipment (
  order_id uuid primary key,
  tracking_number text not null unique check (tracking_number ~ '^C[A-U][0-9]{9}[A-Z]{2}$'),
  carrier text not null check (carrier <> ''),
  country text not null check (country ~ '^[A-Z]{2}$'),
  created_at timestamptz not null default now()
);
