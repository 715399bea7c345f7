-- Search: one document for each complaint, of all that is said and known of it. It is made soon after what it is made of was
-- written, by a worker, in batches: so intake does not wait for it, and what changes often is written once.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

alter table complaint add column cause text, add column sub_cause text;

-- Words are looked for here now.
drop index complaint_words;
alter table complaint drop column words;

-- Greeks and Russians write English words too: those are stemmed as English ones.
create text search configuration makegood_greek (copy = pg_catalog.greek);
alter text search configuration makegood_greek
  alter mapping for asciiword, asciihword, hword_asciipart with english_stem;

-- The languages of the Latin alphabet once more, for people who leave out the accents: those are taken off before a word is stemmed.
create text search configuration makegood_english (copy = pg_catalog.english);
alter text search configuration makegood_english alter mapping for word, hword, hword_part with public.unaccent, english_stem;
create text search configuration makegood_spanish (copy = pg_catalog.spanish);
alter text search configuration makegood_spanish alter mapping for word, hword, hword_part with public.unaccent, spanish_stem;
create text search configuration makegood_finnish (copy = pg_catalog.finnish);
alter text search configuration makegood_finnish alter mapping for word, hword, hword_part with public.unaccent, finnish_stem;
create text search configuration makegood_simple (copy = pg_catalog.simple);
alter text search configuration makegood_simple alter mapping for word, hword, hword_part with public.unaccent, simple;

-- The alphabet says in which language something is more surely than the customer's own language does; where it is Latin, that decides.
create function makegood_config(language text, said text) returns regconfig
  language sql immutable parallel safe as $$
  select case
    when said ~ '[Ͱ-Ͽἀ-῿]' then 'makegood_greek'::regconfig
    when said ~ '[Ѐ-ӿ]' then 'pg_catalog.russian'::regconfig
    when language = 'es' then 'pg_catalog.spanish'::regconfig
    when language = 'fi' then 'pg_catalog.finnish'::regconfig
    else 'pg_catalog.english'::regconfig
  end
$$;

-- The same for who leaves out the accents.
create function makegood_config_folded(language text, said text) returns regconfig
  language sql immutable parallel safe as $$
  select case
    when said ~ '[Ͱ-Ͽἀ-῿]' then 'makegood_greek'::regconfig
    when said ~ '[Ѐ-ӿ]' then 'pg_catalog.russian'::regconfig
    when language = 'es' then 'makegood_spanish'::regconfig
    when language = 'fi' then 'makegood_finnish'::regconfig
    else 'makegood_english'::regconfig
  end
$$;

-- What was said, stemmed, with its accents and without; what is not English, as English too, which people mix in.
create function makegood_words(language text, said text) returns tsvector
  language plpgsql immutable parallel safe as $$
declare
  -- Accents may be characters of their own.
  composed text := case when said ~ '[̀-ͯ]' then normalize(said, nfc) else said end;
  config regconfig := makegood_config(language, composed);
  words tsvector := to_tsvector(config, composed);
begin
  if config in ('makegood_greek'::regconfig, 'pg_catalog.russian'::regconfig) then
    return words;
  end if;
  -- Looked for first, since most of what is said in English has none.
  if composed ~ '[À-ɏḀ-ỿ]' then
    words := (words::text || ' ' || to_tsvector(makegood_config_folded(language, composed), composed)::text)::tsvector;
  end if;
  if config <> 'pg_catalog.english'::regconfig then
    words := (words::text || ' ' || to_tsvector('makegood_english', composed)::text)::tsvector;
  end if;
  return words;
end
$$;

-- Names, which belong to no language: as they are, and stemmed like the words that they are looked for beside.
create function makegood_names(named text) returns tsvector
  language sql immutable parallel safe as $$
  select to_tsvector('makegood_simple', normalize(named, nfc)) || case
    when named ~ '[Ͱ-Ͽἀ-῿]' then to_tsvector('makegood_greek', named)
    when named ~ '[Ѐ-ӿ]' then to_tsvector('pg_catalog.russian', named)
    else to_tsvector('makegood_english', normalize(named, nfc))
  end
$$;

create sequence complaint_search_place cache 1;
create table complaint_search (
  complaint_id uuid primary key,
  -- The order in which complaints were received; results are in it, newest first.
  place bigint not null,
  received_at timestamptz not null,
  -- The words, and marks which no words are: '#f…' and '#s…' say in which slice of the places it is, '#o…' whose it is, and so on.
  words tsvector not null
);
create index complaint_search_received on complaint_search (received_at, place);
create index complaint_search_words on complaint_search using gin (words) with (fastupdate = on, gin_pending_list_limit = 4096);

-- Every word that is looked for, as it is stemmed, and in how many complaints it is: what misspelled ones are compared with.
create table search_word (
  word text primary key,
  complaints integer not null
) with (fillfactor = 70);
create index search_word_like on search_word using gin (word gin_trgm_ops);

-- What is to be indexed, anew or for the first time. A complaint may stand here more than once.
create table search_due (
  id bigint generated always as identity primary key,
  complaint_id uuid not null
);

create function search_due_new() returns trigger language plpgsql as $$
begin
  insert into search_due (complaint_id) select id from added order by received_at, id;
  return null;
end
$$;
create trigger complaint_search_new after insert on complaint
  referencing new table as added for each statement execute function search_due_new();

create function search_due_changed() returns trigger language plpgsql as $$
begin
  insert into search_due (complaint_id) values (new.id);
  return null;
end
$$;
create trigger complaint_search_changed after update on complaint for each row
  when (row (old.customer_id, old.representative_id, old.owner_name, old.owner_id, old.cause, old.sub_cause, old.product,
             old.desired_outcome, old.verbatim, old.language)
        is distinct from
        row (new.customer_id, new.representative_id, new.owner_name, new.owner_id, new.cause, new.sub_cause, new.product,
             new.desired_outcome, new.verbatim, new.language))
  execute function search_due_changed();

create function search_due_customer() returns trigger language plpgsql as $$
begin
  insert into search_due (complaint_id)
    select id from complaint where customer_id = new.id union select id from complaint where representative_id = new.id;
  return null;
end
$$;
create trigger customer_search_changed after update on customer for each row
  when (row (old.name, old.email, old.phone, old.segment, old.language)
        is distinct from row (new.name, new.email, new.phone, new.segment, new.language))
  execute function search_due_customer();

create function search_due_said() returns trigger language plpgsql as $$
begin
  insert into search_due (complaint_id) select distinct complaint_id from said;
  return null;
end
$$;
create trigger message_search_new after insert on message
  referencing new table as said for each statement execute function search_due_said();
create trigger message_search_gone after delete on message
  referencing old table as said for each statement execute function search_due_said();

create function search_due_message() returns trigger language plpgsql as $$
begin
  insert into search_due (complaint_id) values (new.complaint_id);
  return null;
end
$$;
create trigger message_search_changed after update on message for each row
  when (row (old.words, old.complaint_id) is distinct from row (new.words, new.complaint_id))
  execute function search_due_message();

-- The document of a complaint, but for its slices.
create function complaint_document(complaint complaint) returns tsvector
  language sql stable parallel safe as $$
  select makegood_words(complaint.language, complaint.verbatim || ' ' || coalesce(complaint.desired_outcome, ''))
      || coalesce((select makegood_words(complaint.language, left(string_agg(said.words, ' ' order by said.at desc), 100000))
                   from message said where said.complaint_id = complaint.id), '')
      || makegood_words('en', concat_ws(' ', complaint.product, complaint.cause, translate(complaint.sub_cause, '-_.', '   ')))
      || makegood_names(concat_ws(' ', complaint.owner_name, complaint.reference, customer.name, customer.email,
                                  representative.name, representative.email))
      || array_to_tsvector(array_remove(array[
           '#o' || complaint.owner_id, '#p' || complaint.product, '#c' || complaint.cause, '#u' || complaint.sub_cause,
           '#n' || complaint.channel, '#l' || customer.language, '#g' || customer.segment,
           '#e' || lower(customer.email), '#e' || lower(representative.email),
           '#t' || regexp_replace(customer.phone, '[^0-9]', '', 'g'),
           '#t' || regexp_replace(representative.phone, '[^0-9]', '', 'g')], null))
  from customer left join customer representative on representative.id = complaint.representative_id
  where customer.id = complaint.customer_id
$$;

-- What is on file already.
insert into search_due (complaint_id) select id from complaint order by received_at, id;
