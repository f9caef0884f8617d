CREATE VIEW open_orders AS
SELECT o.id, o.customer_id, o.created_at, c.full_name
FROM orders o
JOIN customers c ON c.id = o.customer_id
WHERE o.status IN ('new', 'paid');
