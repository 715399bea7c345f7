-- The rows of one complaint from somebody new, as intake writes them, in one transaction.
\set n random(1, 1000000000000)
begin;
select pg_try_advisory_xact_lock(:n);
insert into customer (id, version, name, language, email, phone, segment, created_at)
  values (uuidv7(), 0, 'Amara Diallo', 'en', 'amara@customers.example', null, null, now());
with c as (select uuidv7() as id)
  insert into complaint (id, version, reference, customer_id, language, verbatim, channel, product, received_at,
    taken_in_person, owner_id, owner_name, state, link_generation, link_hash)
  select id, 0, id::text, uuidv7(), 'en', '{words}', 'WEB', 'Road assistance', now(), false,
    'f59fd8b0-8ada-5aea-bdda-51c2d2567adc', 'Lena Hartmann', 'OPENED', 1, sha256(id::text::bytea) from c;
with k as (select uuidv7() as key),
  next as (insert into outbox_sequence (key, last) select key, 1 from k
    on conflict (key) do update set last = outbox_sequence.last + 1 returning key, last)
  insert into outbox (id, topic, type, key, sequence, body, traceparent, occurred_at)
  select uuidv7(), 'makegood.complaints.v1', 'dev.makegood.ComplaintReceived', key, last,
    '{event}'::bytea, '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', now() from next;
insert into idempotency (key, fingerprint, status, headers, body)
  values (sha256(uuidv7()::text::bytea), sha256('x'), 201, '{"ETag": "0", "Location": "/v1/complaints/x"}',
    '{answer}'::bytea);
end;
