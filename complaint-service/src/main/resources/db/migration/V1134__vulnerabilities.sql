-- What makes it harder for a customer than for others. Read by few, kept no longer than somebody says that it matters.
create table vulnerability (
  id uuid primary key,
  version integer not null,
  customer_id uuid not null references customer,
  kind text not null,
  words text not null,
  until timestamptz not null,
  noted_at timestamptz not null,
  by_id text not null,
  by_name text not null
);
create index vulnerability_of on vulnerability (customer_id, noted_at);
create index vulnerability_until on vulnerability (until);
