-- The company's own causes within the seven classes.
create table sub_cause (
  id text primary key,
  version integer not null,
  cause text not null,
  name text not null,
  retired boolean not null
);
insert into sub_cause (id, version, cause, name, retired) values
  ('OUTAGE', 0, 'SYSTEM', 'A system was down', false),
  ('WRONG_DATA', 0, 'SYSTEM', 'A system had it wrong', false),
  ('MISSING_TOOL', 0, 'SYSTEM', 'Nobody had the means', false),
  ('HANDOVER', 0, 'PROCESS', 'Lost between departments', false),
  ('DELAY', 0, 'PROCESS', 'It took too long', false),
  ('ATTENTION', 0, 'PROCESS', 'Nobody paid attention', false),
  ('NO_OWNER', 0, 'PROCESS', 'It was nobody''s job', false),
  ('STAFFING', 0, 'PROCESS', 'Too few people', false),
  ('RIGID_RULE', 0, 'POLICY', 'A rule that punishes the honest', false),
  ('UNCLEAR_RULE', 0, 'POLICY', 'A rule that nobody could explain', false),
  ('DEFECT', 0, 'PRODUCT', 'It did not work', false),
  ('UNFIT', 0, 'PRODUCT', 'It did not do the job it was bought for', false),
  ('PARTNER_DAMAGE', 0, 'SUPPLIER', 'A partner did damage', false),
  ('PARTNER_DELAY', 0, 'SUPPLIER', 'A partner was late', false),
  ('EXPECTATION_MISMATCH', 0, 'EXPECTATION', 'We led them to expect something else', false),
  ('PRICE', 0, 'EXPECTATION', 'It cost more than they were told', false),
  ('HUMAN_SIDE', 0, 'PERSON', 'The human side was missing', false),
  ('SKILL', 0, 'PERSON', 'Someone did not know how', false),
  ('CONDUCT', 0, 'PERSON', 'Someone did what they should not', false);

alter table journey
  add classified_at timestamptz,
  -- The journey before this one of the same customer with the same cause: this one is a double deviation.
  add earlier_id uuid;
create index journey_of_customer_by_cause on journey (customer_id, cause, opened_at) where cause is not null;
create index journey_classified on journey (classified_at) where classified_at is not null;
