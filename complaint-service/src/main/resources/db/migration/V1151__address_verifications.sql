-- Codes that were mailed to see who reads an address. No address stands here, and nothing that anybody wrote: keyed hashes of the
-- address, of its mailbox (whatever follows a plus) and of who asked, for a day.
create table address_verification (
  id uuid primary key,
  address bytea not null,
  mailbox bytea not null,
  client bytea,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0,
  tried_at timestamptz,
  used_at timestamptz,
  complaint_id uuid
);
create index address_verification_by_mailbox on address_verification (mailbox, asked_at);
create index address_verification_by_client on address_verification (client, asked_at);
create index address_verification_by_time on address_verification (asked_at);
create index address_verification_of on address_verification (complaint_id) where complaint_id is not null;
