-- What packets for a kind of party have to hold. A party may need more than its kind does.
create table packet_template (
  kind text primary key,
  version integer not null,
  requires text[] not null
);
alter table party
  add column type text not null default 'PARTNER',
  add column kind text;

-- A leg's row is its present round. Rounds that are over stand in leg_round, each with the times of its own clock.
alter table leg
  add column round integer not null default 1 check (round > 0),
  add column bounces integer not null default 0 check (bounces >= 0),
  add column serves_promise uuid references promise,
  add column evidence jsonb not null default '[]';
create index leg_by_time on leg (requested_at);

create table leg_round (
  leg_id uuid not null references leg,
  round integer not null,
  due_at timestamptz not null,
  state text not null,
  requested_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz not null,
  answer text,
  evidence jsonb not null,
  primary key (leg_id, round)
);
create index leg_round_by_time on leg_round (requested_at);

create function leg_round_refuses_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger leg_round_stays before update or delete on leg_round for each row execute function leg_round_refuses_change();

-- What a party asks the owner, who answers: the customer is not asked.
create table leg_question (
  id uuid primary key,
  version integer not null,
  leg_id uuid not null references leg,
  question text not null,
  asked_at timestamptz not null,
  task_id uuid not null,
  answer text,
  answered_by_id text,
  answered_by_name text,
  answered_at timestamptz
);
create index leg_question_of on leg_question (leg_id, asked_at, id);

-- What is known of a journey, whoever holds it: so that nobody is asked for it again. A later value of a key counts.
create table known_fact (
  id uuid primary key,
  journey_id uuid not null references journey,
  key text not null,
  name text not null,
  value text not null,
  source text not null,
  leg_id uuid references leg,
  party_id text,
  party_name text,
  known_since timestamptz not null
);
create index known_fact_of on known_fact (journey_id, key, known_since);

create table customer_question (
  id uuid primary key,
  version integer not null,
  journey_id uuid not null references journey,
  key text not null,
  fact text not null,
  words text not null,
  asked_by_id text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  -- Set where it was asked although it was known, or asked before; then also why, and by whom it was held.
  again_because text,
  held_by_party text,
  answer text,
  answered_at timestamptz
);
create index customer_question_of on customer_question (journey_id, asked_at, id);
create index customer_asked_again on customer_question (asked_at) where again_because is not null;

-- Links for partners without an account. Only the token's hash is kept.
create table leg_link (
  id uuid primary key,
  leg_id uuid not null references leg,
  generation integer not null,
  token_hash bytea not null unique,
  made_by_id text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  unique (leg_id, generation)
);
create unique index leg_link_one_working on leg_link (leg_id) where revoked_at is null;
