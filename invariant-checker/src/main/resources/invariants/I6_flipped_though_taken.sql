-- Decisions that were turned from commit into abort although our own record says that the money was taken.
-- :since  the first order that is looked at (ids sort by time)
select d.order_id, 'was turned into abort, but its payment is captured' as violation
from ledger.decision d
join payment.payment p on p.order_id = d.order_id
where d.order_id >= cast(:since as uuid) and d.flipped_at is not null and p.state = 'captured'
order by d.order_id;
