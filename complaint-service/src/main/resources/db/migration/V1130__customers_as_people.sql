-- Names, addresses and numbers are looked for by what people remember of them.
create extension if not exists pg_trgm;

alter table customer
  -- As libphonenumber reads what was stated; null where it cannot be read, and then the statement is all there is.
  add column phone_e164 text,
  -- Lower case, without what mail providers ignore. The same mailbox most likely, never proof of it.
  add column email_key text,
  -- The name in plain Latin letters, then address and number: what a search goes through. Null until it is made, in the
  -- background for rows that something else than the service wrote.
  add column sought text,
  -- Whether it was looked for others on file who may be the same person.
  add column compared boolean not null default false,
  add column merged_into uuid references customer,
  add column erased_at timestamptz,
  add column surveys boolean,
  add column time_zone text,
  add column not_called text[] not null default '{}';

create index customer_sought on customer using gin (sought gin_trgm_ops);
create index customer_sought_from on customer (sought text_pattern_ops);
create index customer_email_key on customer (email_key);
create index customer_phone_e164 on customer (phone_e164);
-- People remember how a number ends: how it begins depends on where one dials.
create index customer_phone_from_its_end on customer (reverse(phone_e164) text_pattern_ops);
create index customer_merged_into on customer (merged_into) where merged_into is not null;
create index customer_unfolded on customer (id) where sought is null;
create index customer_uncompared on customer (id) where not compared;

-- What matters to the customers of a segment, most first. Append-only; without expectations it was retired.
create table segment_version (
  key text not null,
  name text not null,
  version integer not null,
  expectations jsonb,
  since timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (key, version)
);

-- What is the survivor's now and would be the absorbed one's again, were the two kept apart.
create table complaint_of_absorbed (
  customer_id uuid not null references customer,
  complaint_id uuid not null,
  role text not null,
  primary key (customer_id, complaint_id, role)
);
