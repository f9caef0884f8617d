-- The loyalty programme: points for customers, faster order history, clean references.
ALTER TABLE customers
    ADD COLUMN loyalty_code uuid DEFAULT gen_random_uuid(),
    ALTER COLUMN email SET NOT NULL;

CREATE INDEX orders_customer_id_idx ON orders (customer_id, created_at);

ALTER TABLE order_items
    ADD CONSTRAINT order_items_product_id_fkey FOREIGN KEY (product_id) REFERENCES products (id);
