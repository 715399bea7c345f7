-- Customers who asked on their page for somebody above the owner: once each.
create table escalation_ask (
  complaint_id uuid primary key references complaint,
  asked_at timestamptz not null
);
