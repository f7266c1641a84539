-- Goods to try a freshly installed fleet with, once the inventory has made its tables. What is there already stays as it is.
insert into inventory.stock (sku, on_hand)
values ('WIDGET-1', 1000000), ('GADGET-2', 1000000), ('GIZMO-3', 1000000), ('SOLD-OUT', 0)
on conflict (sku) do nothing;
