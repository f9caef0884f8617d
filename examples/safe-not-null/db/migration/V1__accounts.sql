CREATE TABLE accounts (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner       text NOT NULL,
    country     text,
    created_at  timestamptz NOT NULL DEFAULT now()
);
