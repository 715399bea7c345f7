create table customer (
  id uuid primary key,
  version integer not null,
  name text not null,
  language text not null,
  email text,
  phone text,
  segment text,
  created_at timestamptz not null
);
create index customer_email on customer (lower(email));
create index customer_created on customer (created_at desc, id desc);

create table customer_line (
  customer_id uuid not null references customer,
  place integer not null,
  product text not null,
  years integer not null check (years between 0 and 100),
  yearly_profit numeric(14, 4) not null,
  currency text not null,
  primary key (customer_id, place)
);

create table complaint (
  id uuid primary key,
  version integer not null,
  reference text not null constraint complaint_reference unique,
  customer_id uuid not null references customer,
  language text not null,
  verbatim text not null,
  desired_outcome text,
  channel text not null,
  product text,
  occurred_at timestamptz,
  received_at timestamptz not null,
  taken_in_person boolean not null,
  owner_id text not null,
  owner_name text not null,
  state text not null,
  external_ref text constraint complaint_external_ref unique,
  link_generation integer not null,
  link_hash bytea not null constraint complaint_link unique,
  answered_at timestamptz,
  -- Each language's own stemming; what another language's words are stemmed to is not looked for.
  words tsvector not null generated always as (
    case language
      when 'es' then to_tsvector('spanish', coalesce(product, '') || ' ' || verbatim)
      when 'el' then to_tsvector('greek', coalesce(product, '') || ' ' || verbatim)
      when 'fi' then to_tsvector('finnish', coalesce(product, '') || ' ' || verbatim)
      when 'ru' then to_tsvector('russian', coalesce(product, '') || ' ' || verbatim)
      else to_tsvector('english', coalesce(product, '') || ' ' || verbatim)
    end) stored
);
create index complaint_newest on complaint (received_at desc, id desc);
create index complaint_by_state on complaint (state, received_at desc, id desc);
create index complaint_by_owner on complaint (owner_id, received_at desc, id desc);
create index complaint_by_product on complaint (product, received_at desc, id desc);
create index complaint_by_customer on complaint (customer_id, received_at desc, id desc);
create index complaint_words on complaint using gin (words);

create table timeline_entry (
  id uuid primary key,
  complaint_id uuid not null,
  at timestamptz not null,
  kind text not null,
  details jsonb not null
);
create index timeline_entry_order on timeline_entry (complaint_id, at, id);

create table promise_copy (
  id uuid primary key,
  complaint_id uuid not null,
  kind text not null,
  due_at timestamptz not null,
  state text not null
);
create index promise_copy_of on promise_copy (complaint_id, due_at);

create table import (
  id uuid primary key,
  version integer not null,
  -- One import per caller and Idempotency-Key, and one file per import.
  key bytea not null constraint import_key unique,
  digest bytea not null,
  mapping text not null,
  email_pattern text,
  language text not null,
  state text not null,
  requested_by text not null,
  created_at timestamptz not null,
  bytes bigint not null,
  rows_done bigint not null,
  created bigint not null,
  existing bigint not null,
  failed bigint not null,
  reason text
);
create index import_open on import (created_at) where state = 'RUNNING';

create table import_chunk (
  import_id uuid not null references import on delete cascade,
  place integer not null,
  bytes bytea not null,
  primary key (import_id, place)
);

create table import_row (
  import_id uuid not null references import on delete cascade,
  line bigint not null,
  state text not null,
  complaint_id uuid,
  reference text,
  code text,
  detail text,
  primary key (import_id, line)
);
create index import_row_state on import_row (import_id, state, line);
