-- What was said in a conversation. Words are written once and never changed.
create table message (
  id uuid primary key,
  -- The complaint that it was written to; where that was absorbed by another, it shows in the other's conversation too.
  -- Deferred: a complaint and what was said with it are filed in one transaction, in any order.
  complaint_id uuid not null references complaint deferrable initially deferred,
  at timestamptz not null,
  direction text not null check (direction in ('IN', 'OUT')),
  channel text not null,
  words text not null,
  quoted text,
  language text,
  -- Who of us wrote it, or wrote down what the customer said.
  by_id text,
  by_name text,
  source text constraint message_source unique,
  files integer not null check (files >= 0),
  -- Whether nobody who owned the complaint has read it yet.
  awaiting boolean not null,
  -- Of what we wrote: under which complaint it was sent, and what became of that.
  sent_under uuid,
  delivery text check (delivery in ('PENDING', 'SENT', 'FAILED')),
  delivery_medium text,
  delivery_reason text,
  delivered_at timestamptz,
  check ((direction = 'OUT') = (delivery is not null and sent_under is not null and by_id is not null)),
  check (direction = 'IN' or not awaiting)
);
create index message_thread on message (complaint_id, at, id);
create index message_awaiting on message (at, id) where awaiting;
create index message_pending on message (sent_under, at, id) where delivery = 'PENDING';

-- The message may be the complaint's own words, whose id is the complaint's.
create table message_translation (
  message_id uuid not null,
  language text not null,
  complaint_id uuid not null,
  version integer not null,
  words text not null,
  machine text,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (message_id, language)
);
create index message_translation_of on message_translation (complaint_id);

create table message_read (
  message_id uuid not null,
  agent_id text not null,
  agent_name text not null,
  complaint_id uuid not null,
  at timestamptz not null,
  primary key (message_id, agent_id)
);
create index message_read_of on message_read (complaint_id);

create table attachment (
  id uuid primary key,
  complaint_id uuid not null references complaint deferrable initially deferred,
  message_id uuid,
  name text not null,
  stated_type text,
  type text not null,
  size bigint not null check (size >= 0),
  digest bytea not null,
  width integer,
  height integer,
  by_customer boolean not null,
  by_id text,
  by_name text,
  at timestamptz not null,
  state text not null check (state in ('UNSCANNED', 'PENDING', 'CLEAN', 'INFECTED', 'LOST', 'REMOVED')),
  finding text,
  checked_at timestamptz,
  scan_at timestamptz,
  scan_attempts integer not null default 0,
  removed_by_id text,
  removed_by_name text,
  removed_reason text,
  removed_at timestamptz,
  -- One file for each caller and Idempotency-Key.
  request_key bytea constraint attachment_request unique,
  request_digest bytea
);
create index attachment_of on attachment (complaint_id, at, id);
create index attachment_of_message on attachment (message_id) where message_id is not null;
create index attachment_unscanned on attachment (scan_at, id) where state in ('UNSCANNED', 'PENDING');
create index attachment_unchecked on attachment (at, id) where checked_at is null;

-- Every object that was ever put into the store and is not known to be gone from it: written before the bytes are. What has a time
-- here belongs to no attachment after that time, and is swept up.
create table stored_object (
  id uuid primary key,
  sweep_after timestamptz
);
create index stored_object_sweep on stored_object (sweep_after) where sweep_after is not null;

-- Who was forgotten lately: what came in that instant goes too.
create index complaint_erased on complaint (erased_at) where erased_at is not null;
