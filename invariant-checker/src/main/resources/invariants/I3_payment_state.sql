-- Orders that ended one way while our own record of their payment says another: completed without captured, or captured
-- (or not undone, where the pipeline undoes payments) without completed.
-- :since  the first order that is looked at (ids sort by time)
-- :rest   what ended before this moment has come to rest
select o.id as order_id, format('ended %s, but its payment is %s', o.outcome, coalesce(pay.state, 'missing')) as violation
from ledger.orders o
join ledger.pipeline p on p.hash = o.pipeline
left join payment.payment pay on pay.order_id = o.id
where o.id >= cast(:since as uuid) and o.ended_at < cast(:rest as timestamptz)
  and string_to_array(p.plan ->> 'main', ',') && array['payment_capture', 'payment_agent']
  and case
    when o.outcome = 'completed' then pay.state is distinct from 'captured'
    when 'payment_rollback' = any (string_to_array(p.plan ->> 'undos', ',')) then pay.state is distinct from 'undone'
    else pay.state = 'captured'
  end
order by o.id;
