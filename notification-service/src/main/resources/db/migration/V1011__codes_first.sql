-- Codes that somebody waits for before a page are looked for first, and on their own.
create index delivery_code_due on delivery (next_attempt_at, position) where state = 'QUEUED' and address_id is not null;
