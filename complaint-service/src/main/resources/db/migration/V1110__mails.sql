-- Every mail that was taken from the mailbox, and what became of it.
create table mail (
  id uuid primary key,
  version integer not null,
  -- What makes it this mail: a second one with the same has no second effect.
  identity bytea not null constraint mail_identity unique,
  state text not null check (state in ('TAKEN_IN', 'NOTED', 'SET_ASIDE', 'DISMISSED', 'FORGOTTEN')),
  reason text,
  author_name text,
  -- As the mail says, in small letters.
  author text,
  subject text,
  written_at timestamptz,
  received_at timestamptz not null,
  size bigint not null,
  verdict text not null check (verdict in ('PASSED', 'FAILED', 'UNKNOWN')),
  -- Of what was set aside: the complaint whose address it came to.
  complaint_id uuid references complaint deferrable initially deferred,
  message_id uuid,
  customer_id uuid,
  -- Whether a complaint began with it.
  began boolean not null,
  files_refused integer not null,
  -- Who looked at it and decided, and why.
  by_id text,
  by_name text,
  by_reason text,
  by_at timestamptz,
  check (state not in ('TAKEN_IN', 'NOTED') or complaint_id is not null),
  check (state <> 'SET_ASIDE' or reason is not null)
);
create index mail_newest on mail (received_at desc, id desc);
create index mail_by_state on mail (state, received_at desc, id desc);
create index mail_by_author on mail (author, received_at);
create index mail_of_complaint on mail (complaint_id, received_at desc, id desc) where complaint_id is not null;
create index mail_of_customer on mail (customer_id) where customer_id is not null;
create index mail_that_began on mail (received_at) where began;

-- The bytes, as they came.
create table mail_content (
  mail_id uuid primary key references mail on delete cascade,
  bytes bytea not null
);
alter table mail_content alter column bytes set storage external;

-- Which replica reads a mailbox, and until when unless it says so again.
create table mail_lease (
  mailbox text primary key,
  holder uuid not null,
  held_until timestamptz not null
);
