-- What customers do while their journey is walked: they write, have somebody speak for them, ask for somebody above, turn out to have
-- complained twice about one thing, and ask to be forgotten.
alter table journey
  add column representative_id uuid,
  add column representative_version integer,
  add column representative_name text,
  -- How many levels up it was brought because the customer asked for it, and when last.
  add column escalations integer not null default 0,
  add column escalated_at timestamptz,
  -- The journey that answers this one as well; where this one stood; what was open; and when the other one took over what was promised.
  add column merged_into uuid,
  add column merged_state text,
  add column merged_at timestamptz,
  add column merged_open text[] not null default '{}',
  add column taken_over_at timestamptz,
  -- Since when nobody can say any more whose it was.
  add column erased_at timestamptz;
create index journey_of_representative on journey (representative_id) where representative_id is not null;
create index journey_merged_into on journey (merged_into) where merged_into is not null;
create index journey_to_take_over on journey (merged_at) where merged_into is not null and taken_over_at is null;
-- What is closed is handed over as well, while its customer is still owed something.
create index journey_owner_check_owed on journey (owner_check_at)
  where state = 'CLOSED' and next_promise_at < '9999-12-31' and owner_check_at < '9999-12-31';

alter table customer_question
  -- What the customer wrote while this and other questions were open: the owner says what it answers.
  add column heard text,
  -- The message that was taken for the answer, as long as the owner has not said it better.
  add column message_id uuid;
create index customer_question_open on customer_question (journey_id) where answer is null;

-- Whose traces are still on their way out: looked at until nothing is left of them.
create table to_forget (
  id uuid primary key,
  since timestamptz not null
);

-- History is kept as it was, except that people in it are forgotten.
create or replace function owner_interval_is_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'owner_interval keeps what it has';
  end if;
  if new.reason = '(erased)' and (new.id, new.journey_id, new.owner_id, new.owner_name, new.from_at, new.until_at, new.stands_in_for)
      is not distinct from (old.id, old.journey_id, old.owner_id, old.owner_name, old.from_at, old.until_at, old.stands_in_for) then
    return new;
  end if;
  if old.until_at is not null or new.journey_id <> old.journey_id or new.owner_id <> old.owner_id or new.from_at <> old.from_at then
    raise exception 'owner_interval keeps what it has';
  end if;
  return new;
end $$;

create or replace function leg_round_refuses_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.evidence = '[]' and new.answer is null
      and (new.leg_id, new.round, new.due_at, new.state, new.requested_at, new.accepted_at, new.ended_at)
        is not distinct from
        (old.leg_id, old.round, old.due_at, old.state, old.requested_at, old.accepted_at, old.ended_at) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create or replace function note_before_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.words = '(erased)'
      and (new.note_id, new.version, new.replaced_at) is not distinct from (old.note_id, old.version, old.replaced_at) then
    return new;
  end if;
  raise exception 'note_before is append-only';
end $$;
