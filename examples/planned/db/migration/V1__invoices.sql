CREATE TABLE invoices (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number       text NOT NULL UNIQUE,
    vat_code     text,
    vat_rate     numeric(5,2) NOT NULL,
    issued_at    timestamptz NOT NULL DEFAULT now()
);
