-- How many events had been told of a journey when a version of it was the latest: what was told after that is what somebody who
-- read that version has missed. Kept by the database, so that whatever changes a journey is in it.
create table journey_version (
  journey_id uuid not null references journey,
  version integer not null,
  told bigint not null,
  primary key (journey_id, version)
);

create function journey_version_ends() returns trigger language plpgsql as $$
begin
  insert into journey_version (journey_id, version, told)
  values (old.id, old.version, coalesce((select last from outbox_sequence where key = old.id), 0));
  return null;
end $$;
create trigger journey_version_ends after update on journey
  for each row when (old.version is distinct from new.version) execute function journey_version_ends();
