-- Goods of which more is reserved than there is, or less than nothing.
select null as order_id, format('%s: %s reserved, %s on hand', s.sku, s.reserved, s.on_hand) as violation
from inventory.stock s
where s.reserved < 0 or s.reserved > s.on_hand
order by s.sku;
