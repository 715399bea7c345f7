-- Customers who asked on their page for somebody above the owner, and then for somebody above that one: each level once.
create table escalation_ask (
  complaint_id uuid not null references complaint,
  level integer not null,
  asked_at timestamptz not null,
  primary key (complaint_id, level)
);
