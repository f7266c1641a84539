-- Orders with more than one shipment.
-- :since  the first order that is looked at (ids sort by time)
select s.order_id, format('has %s shipments: %s', count(*), string_agg(s.tracking_number, ', ')) as violation
from tracking.shipment s
where s.order_id >= cast(:since as uuid)
group by s.order_id
having count(*) > 1
order by s.order_id;
