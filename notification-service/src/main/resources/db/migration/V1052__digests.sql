-- What somebody who works here wants to hear all at once, until its time has come.
create table digest_line (
  person_id text not null,
  event_id uuid not null,
  complaint_id uuid,
  kind text not null,
  model jsonb not null,
  due_at timestamptz not null,
  position bigint generated always as identity,
  primary key (person_id, event_id)
);
create index digest_line_due on digest_line (due_at);
create index digest_line_of_complaint on digest_line (complaint_id) where complaint_id is not null;
