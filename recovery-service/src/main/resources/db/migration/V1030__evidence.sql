-- Everything that was ever told of a journey, chained: each row's hash covers the one before it. The body is text and not
-- jsonb, since the digest is over its bytes. When personal data leaves, body and salt do; digest and chain stay, and without the
-- salt nobody can guess the body from its digest. No reference to journey: evidence outlives what it is about.
create table evidence (
  journey_id uuid not null,
  sequence bigint not null check (sequence > 0),
  event_id uuid not null,
  type text not null,
  at timestamptz not null,
  body text,
  salt bytea,
  body_digest bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (journey_id, sequence)
);

create function evidence_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.body is null and new.salt is null
      and (new.journey_id, new.sequence, new.event_id, new.type, new.at, new.body_digest, new.previous_hash, new.hash)
        is not distinct from
        (old.journey_id, old.sequence, old.event_id, old.type, old.at, old.body_digest, old.previous_hash, old.hash) then
    return new;
  end if;
  raise exception 'Evidence is only added to';
end
$$;
create trigger evidence_row_stays before update or delete on evidence
  for each row execute function evidence_stays();
create trigger evidence_table_stays before truncate on evidence
  for each statement execute function evidence_stays();
