-- What customers said to offers on their page: once each.
create table offer_answer (
  remedy_id uuid primary key,
  complaint_id uuid not null references complaint,
  accepted boolean not null,
  answered_at timestamptz not null
);
create index offer_answer_of on offer_answer (complaint_id);
