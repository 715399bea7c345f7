-- Who is written to. What is known of a customer stands once, however many complaints they have; the newest version stays.
create table recipient_customer (
  customer_id uuid primary key,
  version integer not null,
  name text not null,
  language text not null,
  email text
);

create table recipient (
  complaint_id uuid primary key,
  reference text not null,
  customer_id uuid not null references recipient_customer,
  link_generation integer not null
);

-- Drawn when a message is queued: the mails of one complaint leave in this order.
create sequence delivery_position;

create table delivery (
  id uuid primary key,
  complaint_id uuid not null,
  event_id uuid not null,
  role text not null,
  kind text not null,
  medium text not null,
  state text not null check (state in ('WAITING', 'QUEUED', 'SENT', 'FAILED')),
  model jsonb not null,
  language text,
  position bigint not null default nextval('delivery_position'),
  attempts integer not null default 0,
  queued_at timestamptz,
  -- While a sender holds it, when its claim ends: whoever looks for what is due then finds it again.
  next_attempt_at timestamptz not null default now(),
  claimed_until timestamptz,
  last_answer text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  traceparent text,
  resent_after_crash integer not null default 0,
  constraint delivery_once unique (event_id, role, medium)
);
create index delivery_due on delivery (next_attempt_at, position) where state = 'QUEUED';
create index delivery_queue on delivery (complaint_id, position) where state = 'QUEUED';
create index delivery_waiting on delivery (complaint_id, position) where state = 'WAITING';
create index delivery_newest on delivery (created_at desc, id desc);
create index delivery_by_complaint on delivery (complaint_id, created_at desc, id desc);
create index delivery_by_state on delivery (state, created_at desc, id desc);

create table delivery_attempt (
  id bigint generated always as identity primary key,
  delivery_id uuid not null references delivery on delete cascade,
  at timestamptz not null default now(),
  outcome text not null,
  answer text not null
);
create index delivery_attempt_of on delivery_attempt (delivery_id, id);
