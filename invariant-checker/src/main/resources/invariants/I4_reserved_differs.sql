-- Goods of which more or less is reserved than orders hold: something was reserved or released twice, or by halves.
with held as (
  select line.sku, sum(line.quantity) as quantity
  from inventory.reservation r
  cross join unnest(r.skus, r.quantities) as line (sku, quantity)
  where r.state = 'held'
  group by line.sku
)
select null as order_id,
  format('%s: %s reserved, but orders hold %s', sku, coalesce(s.reserved::text, 'none'), coalesce(held.quantity, 0)) as violation
from inventory.stock s
full join held using (sku)
where coalesce(s.reserved, 0) <> coalesce(held.quantity, 0)
order by sku;
