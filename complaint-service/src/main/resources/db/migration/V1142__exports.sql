-- Who took which complaints out of here, and when. Insert-only, but for how it ended. Not the words that were looked for, which may
-- be somebody's name.
create table complaint_export (
  id uuid primary key,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  format text not null,
  filter text not null,
  complaints bigint,
  ended_at timestamptz
);
create index complaint_export_at on complaint_export (at desc, id desc);
