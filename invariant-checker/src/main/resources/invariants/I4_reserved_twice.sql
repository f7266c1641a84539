-- Orders with more than one reservation.
-- :since  the first order that is looked at (ids sort by time)
select r.order_id, format('has %s reservations', count(*)) as violation
from inventory.reservation r
where r.order_id >= cast(:since as uuid)
group by r.order_id
having count(*) > 1
order by r.order_id;
