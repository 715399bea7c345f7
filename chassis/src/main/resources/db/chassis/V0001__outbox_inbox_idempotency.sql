-- What leaves: a row per event, in the order of its key. A key's row in outbox_sequence is locked until its
-- transaction ends, so for one key positions commit in order; across keys they need not.
create table outbox (
  position bigint generated always as identity primary key,
  id uuid not null,
  topic text not null,
  type text not null,
  key uuid,
  sequence bigint,
  body bytea not null,
  headers jsonb,
  traceparent text,
  occurred_at timestamptz not null,
  sent_at timestamptz
);
create index outbox_unsent on outbox (position) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;

create table outbox_sequence (
  key uuid primary key,
  last bigint not null
);

-- The lease is this row's lock: whoever holds it publishes, until its transaction or its connection ends.
create table outbox_lease (
  id boolean primary key default true check (id)
);
insert into outbox_lease default values;

-- What arrived, once per consumer and event.
create table inbox (
  consumer text not null,
  event_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
create index inbox_received on inbox (received_at);

-- How far a consumer has come with a key. Blocked: a poison message stands in the way until it is redriven.
create table inbox_position (
  consumer text not null,
  key uuid not null,
  sequence bigint not null,
  blocked boolean not null default false,
  parked integer not null default 0,
  primary key (consumer, key)
);

-- What waits behind a poison message, or for a predecessor that has not arrived.
create table inbox_parked (
  consumer text not null,
  key uuid not null,
  sequence bigint not null,
  event_id uuid not null,
  type text not null,
  body bytea not null,
  traceparent text,
  occurred_at timestamptz not null,
  reason text,
  parked_at timestamptz not null default now(),
  primary key (consumer, key, sequence)
);
create index inbox_parked_poison on inbox_parked (consumer, parked_at) where reason is not null;

create table idempotency (
  key bytea primary key,
  fingerprint bytea not null,
  status smallint not null,
  headers jsonb not null,
  body bytea not null,
  created_at timestamptz not null default now()
);
create index idempotency_created on idempotency (created_at);
