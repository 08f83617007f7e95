-- Rows like those of a real organisation, by row number. Organisation 1 is the measured one and
-- holds nine tenths; 2 to 5 share the rest; 11, 12 and 13 have 1, 25 and 100 of everything.
-- Users 1, 2 and 3 may see 3, 300 and 10,000 trajectories (1 and 2 coach theirs); 4, 5 and 6 work
-- for 11, 12 and 13; 7 and 8 report, 9 reads the log.
-- Statements end with a semicolon and an empty line. Numbers past a size's own are the special
-- ones: + 1 and + 2 the long and the short file, from + 11 those of 11, 12 and 13.

CREATE FUNCTION pg_temp.public_number(prefix text, i bigint) RETURNS text LANGUAGE sql AS $$
    SELECT prefix || '-' || string_agg(
        substr('23456789BCDFGHJKMNPQRTVWX', 1 + mod(code / (25 ^ place)::bigint, 25)::int, 1)
        || CASE WHEN place = 3 THEN '-' ELSE '' END, '' ORDER BY place)
    FROM generate_series(0, 7) place, (SELECT mod(i * 9999991, 152587890625) AS code) c $$;

CREATE FUNCTION pg_temp.pick(words text[], r float) RETURNS text LANGUAGE sql AS $$
    SELECT words[1 + floor(r * cardinality(words))::int] $$;

-- Of resident or dwelling i.
CREATE FUNCTION pg_temp.organisation(i bigint, residents bigint) RETURNS int LANGUAGE sql AS $$
    SELECT CASE WHEN i <= residents AND mod(i / 2, 10) < 9 THEN 1
                WHEN i <= residents THEN 2 + mod(i / 20, 4)
                WHEN i <= residents + 10 THEN 1
                WHEN i <= residents + 11 THEN 11
                WHEN i <= residents + 36 THEN 12
                ELSE 13 END $$;

INSERT INTO accounts_organisation (id, name, kind, crisis_phone)
SELECT i, 'Woonstichting ' || i, 'corporation', '' FROM unnest(ARRAY[1, 2, 3, 4, 5, 11, 12, 13]) i;

INSERT INTO cases_domainset (id, organisation_id, name, version, in_use)
SELECT id, id, 'Acht leefgebieden', 1, true FROM accounts_organisation;

-- Field of life n (1 to 8) of organisation o is 10 * o + n; the third is under stricter access.
INSERT INTO cases_lifedomain (id, domain_set_id, code, name, about, visible_signs, position, sensitive)
SELECT 10 * o.id + n, o.id, code, initcap(replace(code, '_', ' ')), 'waar het over gaat',
       'wat je kunt zien of horen', n, n = 3
FROM accounts_organisation o, unnest(ARRAY['money', 'home', 'health', 'growing_up', 'development',
    'relations', 'self_organisation', 'safety']) WITH ORDINALITY AS d (code, n);

INSERT INTO cases_leveltext (domain_set_id, aspect, score, word, text, resident_word)
SELECT o.id, aspect, score, 'niveau ' || score, 'Zo gaat het op niveau ' || score || '.', 'zo'
FROM accounts_organisation o, unnest(ARRAY['situation', 'skill', 'behaviour']) aspect,
     generate_series(1, 5) score;

-- How many partners the registry of an organisation has. Partner n of organisation o is
-- 10,000 * o + n, and contact c (0 to 2) of partner p is 3 * p + c.
CREATE FUNCTION pg_temp.partners(org bigint, most bigint) RETURNS bigint LANGUAGE sql AS $$
    SELECT CASE org WHEN 1 THEN most WHEN 11 THEN 1 WHEN 12 THEN 25 WHEN 13 THEN 100 ELSE 20 END $$;

CREATE FUNCTION pg_temp.contacts(partner bigint) RETURNS bigint LANGUAGE sql AS $$
    SELECT 1 + mod(partner / 3, 3) $$;

-- The k-th contact (0 to 2) of trajectory t: a few partners are on very many, most on some.
CREATE FUNCTION pg_temp.contact(org bigint, t bigint, k bigint, most bigint) RETURNS bigint LANGUAGE sql AS $$
    SELECT 3 * p + mod(t, pg_temp.contacts(p)) FROM (
        SELECT 10000 * org + 3 * floor(greatest(1, pg_temp.partners(org, most) / 3)
            * power(mod(t * (ARRAY[7919, 5557, 6101])[k + 1], 10007) / 10007.0, 3))::bigint + k AS p
    ) picked $$;

INSERT INTO network_partner
    (id, version, number, organisation_id, name, kind, sector, level, does, for_whom, area, hours,
     phone, email, urgent_phone)
SELECT p, 1, pg_temp.public_number('P', p), o.id,
       (ARRAY['Wijkteam', 'Kredietbank', 'GGZ', 'Politie', 'Welzijn', 'Bewind', 'Opvang'])[1 + mod(n, 7)]
       || ' ' || (ARRAY['Noord', 'Zuid', 'Oost', 'West', 'Midden'])[1 + mod(n, 5)] || ' ' || n,
       (ARRAY['neighbourhood_team', 'debt_help', 'mental_health', 'police', 'welfare', 'administrator',
           'shelter'])[1 + mod(n, 7)],
       (ARRAY['social_support', 'work_and_income', 'health', 'safety', 'liveability', 'work_and_income',
           'social_support'])[1 + mod(n, 7)],
       (ARRAY['execution', 'policy', 'management'])[1 + mod(n, 3)],
       (ARRAY['hulp bij papieren', 'regelt schulden', 'behandeling', 'wijkagenten'])[1 + mod(n, 4)],
       'volwassenen', 'de regio', 'op werkdagen', '0612340000', 'post@example.org', ''
FROM accounts_organisation o,
     LATERAL generate_series(0, pg_temp.partners(o.id, %(partners)s) - 1) n,
     LATERAL (SELECT 10000 * o.id + n) v (p);

-- Some were kept twice: one in twenty partners of organisation 1, and some of their people.
UPDATE network_partner SET merged_into_id = id - 1 WHERE organisation_id = 1 AND mod(id, 20) = 19;

INSERT INTO network_partnercontact
    (id, version, partner_id, name, role, level, channel, phone, email, merged_into_id)
SELECT 3 * id + c, 1, id,
       (ARRAY['Ellen', 'Tjeerd', 'Nynke', 'Rachid', 'Loes', 'Harm', 'Mirjam'])[1 + mod(id + c, 7)] || ' '
       || (ARRAY['Drost', 'Postma', 'Hofman', 'Amrani', 'Bakker'])[1 + mod(id / 7 + c, 5)],
       'wijkcoach', 'execution', 'phone', '0612340000', 'post@example.org',
       CASE WHEN c = 1 AND mod(id, 50) = 4 THEN 3 * id END
FROM network_partner, LATERAL generate_series(0, pg_temp.contacts(id) - 1) c;

INSERT INTO network_covenant
    (id, version, key, organisation_id, name, purpose, categories, valid_from, valid_until, document,
     content_type)
SELECT id, 1, gen_random_uuid(), organisation_id, 'Convenant ' || id, 'Samen schulden regelen.',
       ARRAY['contact', 'arrears'], %(monday)s::date - 400,
       CASE WHEN mod(id, 3) > 0 THEN %(monday)s::date + mod(id * 7, 500)::int - 100 END, '', ''
FROM network_partner WHERE mod(id, 10) = 0;

INSERT INTO network_covenant_parties (covenant_id, partner_id)
SELECT c.id, p.id FROM network_covenant c
JOIN network_partner p ON p.id BETWEEN c.id AND c.id + 3 AND p.organisation_id = c.organisation_id;

INSERT INTO accounts_user (id, password, email, name, phone, language, is_active)
SELECT i, '!', 'persoon' || i || '@example.org', 'Persoon ' || i, '', 'nl', true
FROM generate_series(1, 99 + greatest(10, %(trajectories)s / 30)) i WHERE i <= 9 OR i >= 100;

INSERT INTO accounts_membership (user_id, organisation_id, role, since)
SELECT id, CASE WHEN id <= 3 THEN 1 WHEN id <= 6 THEN id + 7 WHEN id <= 9 THEN 1
                WHEN mod(id, 10) < 9 THEN 1 ELSE 2 + mod(id / 10, 4) END,
       CASE id WHEN 7 THEN 'reporter' WHEN 8 THEN 'reporter' WHEN 9 THEN 'privacy_officer' ELSE 'coach' END, '2020-01-01'
FROM accounts_user;

INSERT INTO mfa_authenticator (user_id, type, data, created_at)
SELECT id, 'totp', '{}', now() FROM accounts_user;

INSERT INTO residents_resident
    (id, organisation_id, form_of_address, initials, given_name, particle, surname, birth_year,
     phone, email, version)
SELECT i, pg_temp.organisation(i, %(residents)s), pg_temp.pick(ARRAY['mrs', 'mr', ''], random()),
       chr(65 + floor(random() * 26)::int) || '.',
       pg_temp.pick(ARRAY['Anna', 'Zoë', 'José', 'Renée', 'Fatima', 'Jan', 'Piet', 'Mohammed',
           'Willem', 'Sanne', 'Emma', 'Daan', 'Noor', 'Bram', 'Ayşe', 'Kees', 'Ria', 'Truus'],
           random()),
       CASE WHEN random() < 0.4
            THEN pg_temp.pick(ARRAY['van', 'de', 'van der', 'van den', 'ter'], random()) ELSE '' END,
       CASE WHEN i = 12 THEN 'Quispelaar'
            WHEN random() < 0.02 THEN 'Jansen'
            WHEN random() < 0.01 THEN 'Müller'
            WHEN random() < 0.3 THEN pg_temp.pick(ARRAY['Vries', 'Berg', 'Bakker', 'Visser', 'Smit',
                'Meijer', 'Bos', 'Mulder', 'Dijkstra', 'Yılmaz', 'Çelik', 'Hendriks', 'Dekker',
                'Brouwer', 'Koster', 'Peters', 'Kuiper', 'Postma', 'Haan', 'Vermeulen'], random())
            ELSE pg_temp.pick(ARRAY['Hoog', 'Laag', 'Oost', 'West', 'Noord', 'Zuid', 'Groen', 'Zwart',
                'Wit', 'Rood', 'Molen', 'Kerk', 'Brug', 'Dijk', 'Veld', 'Water', 'Steen', 'Eiken',
                'Linden', 'Beuken', 'Rozen', 'Appel', 'Haver', 'Koren', 'Vis', 'Vogel', 'Wolf',
                'Schaap', 'Paarde', 'Koe'], random())
              || pg_temp.pick(ARRAY['man', 'stra', 'sma', 'huis', 'berg', 'dam', 'hof', 'burg', 'meer',
                'kamp', 'land', 'stein', 'veen', 'water', 'beek', 'laar', 'horst', 'wijk', 'rode',
                'kerk', 'poort', 'zoon', 'ink', 'ing', 'ma', 'aar'], random()) END,
       1930 + floor(random() * 75)::int, '06-1234' || lpad(mod(i, 10000)::text, 4, '0'), '', 1
FROM generate_series(1, %(residents)s + 136) i;

INSERT INTO residents_dwelling
    (id, number, organisation_id, external_id, street, house_number, addition, postcode, city, district)
SELECT i, pg_temp.public_number('W', i), pg_temp.organisation(i, %(residents)s), '',
       (ARRAY['Dorps', 'Kerk', 'Molen', 'School', 'Station', 'Linden', 'Beuken', 'Eiken', 'Kanaal',
           'Haven', 'Markt', 'Brink', 'Wilgen', 'Rozen', 'Tulpen', 'Merel', 'Zwaluw', 'Vecht', 'Rijn',
           'Maas', 'IJssel', 'Prins', 'Konings', 'Julianá', 'Beatrix'])[1 + mod(i / 100, 25)]
       || (ARRAY['straat', 'laan', 'weg', 'kade', 'plein', 'hof', 'dijk', 'steeg', 'singel', 'pad',
           'gracht', 'dreef', 'baan', 'wal', 'erf', 'akker', 'veld', 'borg', 'park', 'oord', 'hoek',
           'burcht', 'duin', 'kamp', 'zoom', 'rand', 'berm', 'voort', 'sluis', 'brug', 'poort',
           'toren', 'hage', 'loo', 'waard', 'polder', 'ring', 'as', 'boog', 'kring'])
           [1 + mod(i / 2500, 40)],
       mod(i, 100) + 1, '', 1000 + mod(i / 100, 9000) || ' ' || pg_temp.pick(ARRAY['AA', 'BC', 'KX'],
       mod(i / 100, 3) / 3.0), pg_temp.pick(ARRAY['Alkmaar', 'Zaandam', 'Hoorn', 'Purmerend'],
       mod(i / 25000, 4) / 4.0), ''
FROM generate_series(1, %(residents)s + 136) i;

INSERT INTO residents_tenancy (id, dwelling_id, contract, holder, legal_ground, starts_on)
SELECT i, i, 'regular', 'resident', '', date '2000-01-01' + mod(i * 37, 8000)::int
FROM generate_series(1, %(residents)s + 136) i;

INSERT INTO residents_tenant (tenancy_id, resident_id)
SELECT i, i FROM generate_series(1, %(residents)s + 136) i;

INSERT INTO cases_trajectory
    (id, number, organisation_id, resident_id, dwelling_id, coach_id, state, started_on,
     next_contact_on, end_reason, ended_on, pace, pace_reason, domain_set_id, sensitive_on, version)
SELECT i, pg_temp.public_number('WC', i), pg_temp.organisation(home, %(residents)s), home, home,
       100 + mod(i, greatest(10, %(trajectories)s / 30)),
       CASE WHEN running THEN pg_temp.pick(ARRAY['acquaintance', 'analysis', 'plan', 'action',
           'safety_net'], random()) ELSE 'closed' END,
       %(monday)s::date - 60 - mod(i, 700)::int,
       CASE WHEN running AND mod(i, 10) <> 3 THEN %(monday)s::date - 20 + mod(i * 31, 90)::int END,
       CASE WHEN running THEN '' ELSE 'goal_reached' END,
       CASE WHEN NOT running THEN %(monday)s::date - mod(i, 50)::int END, 'normal', '',
       pg_temp.organisation(home, %(residents)s), false, 1
FROM (SELECT i, CASE WHEN i <= %(trajectories)s THEN 2 * i ELSE i + %(residents)s - %(trajectories)s
             END AS home, i > %(trajectories)s OR mod(i, 10) < 6 AS running
      FROM generate_series(1, %(trajectories)s + 136) i) t;

INSERT INTO cases_grant (trajectory_id, user_id, level, since, until, why, sensitive)
SELECT id, 100 + mod(id + shift, greatest(10, %(trajectories)s / 30)), level, now() - interval '1 year',
       CASE WHEN shift = 2 THEN now() - interval '1 month' END, level,
       false
FROM cases_trajectory, (VALUES (0, 'coach'), (1, 'backup'), (2, 'backup')) AS v (shift, level)
WHERE shift < 2 OR mod(id, 10) = 0;

INSERT INTO cases_grant (trajectory_id, user_id, level, since, why, sensitive)
SELECT id, 3, 'read', now() - interval '1 year', 'read', false
FROM (SELECT id FROM cases_trajectory WHERE organisation_id = 1 ORDER BY md5(id::text) LIMIT 10000) t;

INSERT INTO cases_grant (trajectory_id, user_id, level, since, why, sensitive)
SELECT id, CASE WHEN rank <= 298 THEN 2 ELSE 1 END, 'coach', now() - interval '1 year', 'coach',
       false
FROM (SELECT id, row_number() OVER (ORDER BY md5(id::text || 'x')) AS rank FROM cases_trajectory
      WHERE organisation_id = 1 AND id <= %(trajectories)s) t WHERE rank <= 301;

INSERT INTO cases_grant (trajectory_id, user_id, level, since, why, sensitive)
SELECT t.id, CASE t.organisation_id WHEN 1 THEN 2 ELSE t.organisation_id - 7 END, 'coach',
       now() - interval '1 year', 'coach', false
FROM cases_trajectory t
WHERE t.id IN (%(trajectories)s + 1, %(trajectories)s + 2) OR t.organisation_id > 10;

-- What users 1 and 2 see is alike at each size: two thirds running, a quarter of those due.
UPDATE cases_trajectory SET
    coach_id = user_id,
    state = CASE WHEN running THEN 'action' ELSE 'closed' END,
    end_reason = CASE WHEN running THEN '' ELSE 'moved' END,
    ended_on = CASE WHEN NOT running THEN %(monday)s::date END,
    next_contact_on = CASE WHEN running AND mod(rank, 9) <> 4 THEN %(monday)s::date - 14 + mod(rank, 80)::int END
FROM (SELECT trajectory_id, user_id, user_id = 1 OR mod(row_number() OVER o, 3) < 2 AS running,
             row_number() OVER o AS rank
      FROM cases_grant WHERE user_id IN (1, 2) WINDOW o AS (ORDER BY user_id, md5(trajectory_id::text))) g
WHERE g.trajectory_id = cases_trajectory.id AND cases_trajectory.id <= %(trajectories)s;

UPDATE cases_trajectory SET coach_id = CASE organisation_id WHEN 1 THEN 2 ELSE organisation_id - 7 END
WHERE id IN (%(trajectories)s + 1, %(trajectories)s + 2) OR organisation_id > 10;

-- The one file of 11 burns on the pilot light and is due: of the many of 12 and 13 some do so too,
-- and who keeps it takes a statement more.
UPDATE cases_trajectory SET state = 'safety_net', next_contact_on = %(monday)s::date
WHERE organisation_id = 11;

INSERT INTO cases_statechange (trajectory_id, from_state, to_state, at, by_id, reason)
SELECT id, pg_temp.pick(ARRAY['', 'acquaintance', 'analysis'], step / 3.0),
       pg_temp.pick(ARRAY['acquaintance', 'analysis', 'plan'], step / 3.0),
       started_on + step * interval '20 days', coach_id, ''
FROM cases_trajectory, generate_series(0, 2) step;

INSERT INTO cases_journalentry
    (id, key, trajectory_id, kind, contact_id, outcome, happened_at, facts, impression, author_id,
     created_at, version)
SELECT i, gen_random_uuid(), t.id,
       (ARRAY['visit', 'phone', 'message', 'office', CASE WHEN mod(i, 2) = 0 THEN 'partner' ELSE 'note' END])
           [1 + mod(i, 5)],
       CASE WHEN mod(i, 10) = 4
            THEN pg_temp.contact(t.organisation_id, t.id, mod(i / 10, 3), %(partners)s) END,
       CASE WHEN mod(i, 5) = 4 THEN '' WHEN mod(i, 3) = 0 THEN 'attempt' ELSE 'reached' END,
       now() - (%(journal)s - i) * (interval '2 years' / %(journal)s),
       'Langs geweest, aangebeld en gesproken. De gang stond vol dozen, de gordijnen waren dicht. '
       || repeat('Afgesproken is dat we volgende week samen de post openmaken. ', 1 + mod(i, 3)::int),
       CASE WHEN mod(i, 4) = 0 THEN 'Het lijkt beter te gaan dan vorige maand.' ELSE '' END,
       t.coach_id, now() - (%(journal)s - i) * (interval '2 years' / %(journal)s), 1 + mod(i, 20) / 19
FROM generate_series(1::bigint, %(journal)s) i
JOIN cases_trajectory t ON t.id = CASE WHEN mod(i, %(journal)s / 300) = 0 THEN %(trajectories)s + 1
    WHEN mod(i, %(journal)s / 5) = 1 THEN %(trajectories)s + 2 ELSE 1 + mod(i, %(trajectories)s) END;

-- The method. Rows of trajectory t are numbered from t, so that each table can point at another.
-- The long file has 30 steps and every field of life, the short one 5; all others have 8 and 4.
CREATE TEMPORARY TABLE filed AS
SELECT id AS t, organisation_id AS org, coach_id AS coach, started_on, ended_on, state,
       CASE id - %(trajectories)s WHEN 1 THEN 30 WHEN 2 THEN 5 ELSE 8 END AS steps,
       CASE WHEN id - %(trajectories)s IN (1, 2) THEN ARRAY[1, 2, 3, 4, 5, 6, 7, 8]
            ELSE ARRAY[1, 2, 6, 7] END AS fields,
       mod(id, 3) = 0 OR id = %(trajectories)s + 1 AS threatened
FROM cases_trajectory;

INSERT INTO cases_participant
    (id, version, trajectory_id, kind, contact_id, name, role, since)
SELECT 3 * t + n, 1, t, (ARRAY['resident', 'own', 'partner'])[n + 1],
       CASE WHEN n = 2 THEN pg_temp.contact(org, t, 0, %(partners)s) END, '', '', started_on
FROM filed, generate_series(0, 2) n;

-- Two partners more on each, one of whom left some of them; and ten more on the long file.
INSERT INTO cases_participant
    (id, version, trajectory_id, kind, contact_id, name, role, since, until)
SELECT 1000000 + 2 * t + k, 1, t, 'partner', pg_temp.contact(org, t, k, %(partners)s), '', 'denkt mee',
       started_on, CASE WHEN k = 2 AND mod(t, 7) = 0 THEN started_on + 50 END
FROM filed, generate_series(1, 2) k WHERE org <> 11;

INSERT INTO cases_participant
    (id, version, trajectory_id, kind, contact_id, name, role, since)
SELECT 2000000 + n, 1, t, 'partner', 3 * (10000 + n), '', 'denkt mee', started_on
FROM filed, generate_series(10, 19) n
WHERE t = %(trajectories)s + 1 AND NOT EXISTS (
    SELECT FROM cases_participant p WHERE p.trajectory_id = t AND p.contact_id = 3 * (10000 + n));

INSERT INTO cases_goal
    (id, trajectory_id, text, resident_text, domain_id, aspect, position, version)
SELECT 3 * t + n, t, 'De huur en de vaste lasten zijn op tijd betaald', 'Wij betalen op tijd.',
       10 * org + (ARRAY[1, 2, 7])[n + 1], 'behaviour', n, 1
FROM filed, generate_series(0, 2) n;

INSERT INTO cases_action
    (id, goal_id, text, why_now, owner_id, due_on, agreed_on, position, state, result, done_on,
     overruled, version)
SELECT 40 * t + n, 3 * t + mod(n, 3), 'Samen de post openen en op drie stapels leggen',
       'Eerst weten wat er ligt.', 3 * t + mod(n, 3), %(monday)s::date - 40 + mod(t * 31 + n * 17, 120)::int,
       started_on + 20, n, CASE WHEN 2 * n < steps THEN 'done' WHEN 2 * n < steps + 2 THEN 'started' ELSE 'todo' END,
       CASE WHEN 2 * n < steps THEN 'Vijf schuldeisers op een lijst.' ELSE '' END,
       CASE WHEN 2 * n < steps THEN started_on + 30 END, '', 1
FROM filed, LATERAL generate_series(0, steps - 1) n;

INSERT INTO cases_prerequisite (id, action_id, needs_id)
SELECT id, id, id - 1 FROM cases_action WHERE mod(id, 40) > 0 AND mod(id, 4) > 0;

INSERT INTO cases_assessment
    (id, number, trajectory_id, domain_set_id, assessor, measured_on, made_by_id, signed_at, correction_reason)
SELECT 4 * t + n, pg_temp.public_number('M', 4 * t + n), t, org, CASE n WHEN 3 THEN 'resident' ELSE 'coach' END,
       started_on + mod(n, 3) * 30, coach, started_on + mod(n, 3) * 30, ''
FROM filed, generate_series(0, 3) n;

INSERT INTO cases_score (id, assessment_id, domain_id, aspect, value, set_by_id, set_at)
SELECT 24 * (4 * t + n) + 3 * (field - 1) + a, 4 * t + n, 10 * org + field,
       (ARRAY['situation', 'skill', 'behaviour'])[a + 1], 1 + mod(t + field + a, 3) + mod(n, 3), coach, started_on
FROM filed, generate_series(0, 3) n, LATERAL unnest(fields) field, generate_series(0, 2) a;

INSERT INTO cases_domainreason (id, assessment_id, domain_id, text)
SELECT 8 * (4 * t + n) + field - 1, 4 * t + n, 10 * org + field,
       'De galerij is leeg. Binnen ruimen ze elke zaterdag op.'
FROM filed, generate_series(0, 3) n, LATERAL unnest(fields) field;

INSERT INTO cases_barrier (id, trajectory_id, text, domain_id, version)
SELECT 2 * t + n, t, 'De post blijft dicht, uit angst voor wat erin staat', 10 * org + 1, 1
FROM filed, generate_series(0, 1) n;

INSERT INTO cases_cause (id, trajectory_id, text, effect, domain_id, version)
SELECT 4 * t + n, t, 'Schulden bij vijf partijen',
       CASE WHEN n < 2 THEN 'reinforcing' ELSE 'mitigating' END, 10 * org + 1 + n, 1
FROM filed, generate_series(0, 3) n;

INSERT INTO cases_cause_barriers (id, cause_id, barrier_id)
SELECT 4 * t + n, 4 * t + n, 2 * t + mod(n, 2) FROM filed, generate_series(0, 3) n;

INSERT INTO cases_stance (id, cause_id, participant_id, position, text, version)
SELECT 3 * t + n, 4 * t, 3 * t + n, (ARRAY['does', 'promises', 'promises'])[n + 1], 'Wij doen de aanvraag', 1
FROM filed, generate_series(0, 2) n;

INSERT INTO cases_agreement (id, trajectory_id, participant_id, text, due_on, kept, note, version)
SELECT 3 * t + n, t, 3 * t + n, 'Bellen over de regeling', %(monday)s::date - 30 + mod(t * 13 + n * 29, 60)::int,
       (ARRAY[true, false, NULL])[n + 1], '', 1
FROM filed, generate_series(0, 2) n;

INSERT INTO cases_historyitem (trajectory_id, since, text, source, version)
SELECT t, started_on - 900 * n, 'Woont in dit huis', 'huurcontract', 1 FROM filed, generate_series(1, 2) n;

INSERT INTO cases_evictionphase (trajectory_id, phase, since, date, note, by_id, created_at)
SELECT t, (ARRAY['risk', 'court'])[n], started_on + 10 * n,
       CASE n WHEN 2 THEN %(monday)s::date + mod(t * 7, 200)::int END, 'Drie maanden huur open.', coach, started_on
FROM filed, generate_series(1, 2) n WHERE threatened;

INSERT INTO cases_arrearsstep (trajectory_id, kind, done_on, proof, by_id)
SELECT t, kind, started_on + 5, 'Brief in het huurdossier', coach
FROM filed, unnest(ARRAY['contact', 'debt_help', 'reminder', 'offer']) kind WHERE threatened;

INSERT INTO cases_contractagreement (trajectory_id, kind, terms, signed_on, ends_on, version)
SELECT t, 'last_chance', 'De huur voor de eerste van de maand.', started_on,
       %(monday)s::date + CASE WHEN org > 10 THEN 21 ELSE mod(t * 11, 400)::int END, 1
FROM filed WHERE mod(t, 10) = 1 OR org > 10;

INSERT INTO cases_safetynet (trajectory_id, keeper_id, days, since)
SELECT t, 3 * t + 1, 42, started_on FROM filed WHERE state = 'safety_net';

INSERT INTO cases_document
    (key, trajectory_id, kind, options, state, file, sensitive, requested_by_id, created_at, made_at)
SELECT gen_random_uuid(), t, CASE WHEN mod(t, 20) = 0 THEN 'hand_over' ELSE 'my_plan' END, '{}', 'ready',
       'documenten/' || t || '.pdf', false, coach, now() - mod(t, 30) * interval '1 day', now()
FROM filed WHERE mod(t, 5) = 0;

INSERT INTO cases_plannedvisit (trajectory_id, visitor_id, colleague_id, starts_at, check_in_by, checked_in_at)
SELECT t, coach, 9, starts, starts + interval '1 hour',
       CASE WHEN starts < %(monday)s::date THEN starts + interval '40 minutes' END
FROM filed, LATERAL (SELECT %(monday)s::date + 7 - mod(t, 700) * interval '1 day' + interval '10 hours') v (starts);

-- Evaluations. Level n (0 to 2) of organisation o has questionnaire 10 * o + n, whose question q is
-- 20 * (10 * o + n) + q, and option p of that is 6 * question + p.
CREATE TEMPORARY TABLE asked AS
SELECT o.id AS org, v.n, v.level, c.q, c.code, k.kind
FROM accounts_organisation o, (VALUES
    (0, 'resident', ARRAY['at_home', 'payments', 'people', 'managing', 'safe', 'may_stay']),
    (1, 'coach', ARRAY['signal_in_time', 'position', 'support', 'lives_there', 'threat', 'hours']),
    (2, 'network', ARRAY['who_does_what', 'short_lines', 'value_resident', 'pleasant', 'again'])
) AS v (n, level, codes), LATERAL unnest(codes) WITH ORDINALITY AS c (code, q),
LATERAL (SELECT CASE code WHEN 'hours' THEN 'number' WHEN 'may_stay' THEN 'choice'
    WHEN 'lives_there' THEN 'choice' WHEN 'threat' THEN 'choice' WHEN 'again' THEN 'choice'
    ELSE 'scale' END) k (kind);

INSERT INTO evaluation_momentrule
    (organisation_id, kind, active, anchor, months, days, levels, since, version)
SELECT o.id, v.kind, true, 'trajectory', months, days,
       CASE v.kind WHEN 'baseline' THEN ARRAY['resident'] ELSE ARRAY['resident', 'coach', 'network'] END,
       '2015-01-01', 1
FROM accounts_organisation o, (VALUES ('baseline', 0, 14), ('three_months', 3, 0), ('year', 12, 0),
    ('closing', 0, 0)) AS v (kind, months, days);

INSERT INTO evaluation_questionnaire (id, organisation_id, level, version, in_use, made_at)
SELECT DISTINCT 10 * org + n, org, level, 1, true, now() FROM asked;

INSERT INTO evaluation_question
    (id, questionnaire_id, code, text, help_text, kind, moments, position, dont_know, rather_not,
     after_options)
SELECT 20 * (10 * org + n) + q, 10 * org + n, code, 'Hoe gaat het hiermee?', '', kind,
       ARRAY['baseline', 'three_months', 'year', 'closing'], q, true, n = 0, '{}'
FROM asked;

INSERT INTO evaluation_option (id, question_id, code, label, position)
SELECT 6 * (20 * (10 * org + n) + q) + p, 20 * (10 * org + n) + q,
       CASE code WHEN 'may_stay' THEN (ARRAY['yes', 'maybe', 'no'])[p]
           WHEN 'lives_there' THEN (ARRAY['yes', 'moved_wanted', 'moved_unwanted', 'evicted', 'died'])[p]
           WHEN 'threat' THEN (ARRAY['none', 'averted', 'not_averted'])[p]
           WHEN 'again' THEN (ARRAY['yes', 'yes_but', 'no'])[p] ELSE p::text END,
       'antwoord ' || p, p
FROM asked, generate_series(1, 5) p
WHERE kind = 'scale' OR code = 'lives_there' OR kind = 'choice' AND p <= 3;

-- Moment m (0 to 2) of trajectory t is 3 * t + m. What fell more than a month ago is closed, but one
-- in twenty; of those that ended, what lay after the end was dropped.
INSERT INTO evaluation_evaluationmoment
    (id, number, trajectory_id, kind, anchor, anchor_on, due_on, levels, state, remind_on, residence,
     closed_at, closed_by_id, missing_reason, dropped, drop_reason, version)
SELECT 3 * t + m, pg_temp.public_number('E', 3 * t + m), t, kind, 'trajectory', started_on, due,
       CASE m WHEN 0 THEN ARRAY['resident'] ELSE ARRAY['resident', 'coach', 'network'] END, state,
       CASE WHEN state = 'planned' AND due > %(monday)s::date + 14 THEN due - 14 END,
       CASE state WHEN 'closed' THEN CASE mod(t, 17) WHEN 0 THEN 'moved_wanted' ELSE 'yes' END ELSE '' END,
       CASE state WHEN 'closed' THEN due::timestamptz END, CASE state WHEN 'closed' THEN coach END,
       '', CASE state WHEN 'dropped' THEN 'ended' ELSE '' END, '', 1
FROM (SELECT t, m, coach, started_on, due, (ARRAY['baseline', 'three_months', 'year'])[m + 1] AS kind,
             CASE WHEN due > ended_on THEN 'dropped'
                  WHEN due < %(monday)s::date - 30 AND mod(t, 20) > 0 THEN 'closed' ELSE 'planned' END AS state
      FROM filed, generate_series(0, 2) m, LATERAL (SELECT (started_on
          + (ARRAY[interval '14 days', interval '3 months', interval '1 year'])[m + 1])::date) d (due)) v;

-- Voice n of moment m of trajectory t is 9 * t + 3 * m + n; one in eight of the others than the coach
-- did not answer.
INSERT INTO evaluation_evaluation
    (id, key, moment_id, level, participant_id, questionnaire_id, state, channel, asked_by_id, asked_at,
     given_at, entered_by_id, refused_reason, version)
SELECT 9 * t + 3 * m + n, gen_random_uuid(), 3 * t + m, (ARRAY['resident', 'coach', 'network'])[n + 1],
       CASE n WHEN 2 THEN 3 * t + 2 END, 10 * org + n, CASE WHEN given THEN 'given' ELSE 'refused' END,
       (ARRAY['together', 'app', 'link'])[n + 1], coach, e.closed_at - interval '10 days',
       CASE WHEN given THEN e.closed_at - interval '1 day' END,
       CASE WHEN given AND n < 2 THEN coach END, '', 1
FROM filed, generate_series(0, 2) m, generate_series(0, 2) n,
     LATERAL (SELECT n = 1 OR mod(t + m + n, 8) > 0) g (given),
     LATERAL (SELECT closed_at FROM evaluation_evaluationmoment WHERE id = 3 * t + m AND state = 'closed') e
WHERE m > 0 OR n = 0;

INSERT INTO evaluation_answer (evaluation_id, question_id, option_id, number, text, skipped, at)
SELECT e.id, q.id,
       CASE WHEN q.kind <> 'number' AND mod(e.id + q.position, 15) > 0
            THEN 6 * q.id + CASE q.kind WHEN 'scale' THEN 1 + mod(e.id / 9 + q.position + mod(e.id / 3, 3), 5)
                ELSE 1 + mod(e.id / 9, 3) / 2 END END,
       CASE WHEN q.kind = 'number' THEN 20 + mod(e.id, 60) END, '',
       CASE WHEN q.kind <> 'number' AND mod(e.id + q.position, 15) = 0 THEN 'dont_know' ELSE '' END, e.given_at
FROM evaluation_evaluation e JOIN evaluation_question q USING (questionnaire_id) WHERE e.state = 'given';

DROP TABLE asked;

DROP TABLE filed;

-- n counts from the newest: some wait for assessment, some for feedback, most are closed.
CREATE TEMPORARY TABLE seeded AS
SELECT i, n, home, org, fresh, waits, case_id,
       CASE WHEN fresh THEN 'new' WHEN waits AND case_id IS NOT NULL THEN 'trajectory'
            WHEN waits THEN 'taken_up' WHEN mod(i * 61, 100) < 4 THEN 'fed_back' ELSE 'closed' END AS state,
       CASE WHEN n > 0 THEN now() - n * (interval '5 years' / %(signals)s)
            ELSE now() + n * interval '1 minute' END AS came
FROM (SELECT i, %(signals)s - i AS n, home, coalesce(d.organisation_id, 1) AS org,
             %(signals)s - i < 100 + %(signals)s / 1000 AS fresh,
             %(signals)s - i < 200 + %(signals)s / 300 AS waits,
             CASE WHEN mod(i, %(signals)s / 10) = 3 AND coalesce(d.organisation_id, 1) = 1
                      THEN %(trajectories)s + 1
                  WHEN mod(i, 20) = 7 AND home / 2 BETWEEN 1 AND %(trajectories)s THEN home / 2 END AS case_id
      FROM (SELECT i, CASE WHEN i > %(signals)s THEN i - %(signals)s + %(residents)s
                           WHEN mod(i, 20) > 0 THEN 1 + mod(i * 7919, %(residents)s) END AS home
            FROM generate_series(1::bigint, %(signals)s + 136) i WHERE i <= %(signals)s OR i > %(signals)s + 10) a
      LEFT JOIN residents_dwelling d ON d.id = home) b;

INSERT INTO signals_signal
    (id, number, organisation_id, created_at, state, version, dwelling_id, place, facts, impression,
     urgency, kinds, channel, happened_on, since_when, talked_about, respond_by, feedback_by, triage,
     handler_id, referred_to, fed_back_at, trajectory_id)
SELECT i, pg_temp.public_number('S', i), org, came, state, 1, home,
       CASE WHEN home IS NULL THEN 'Achter de flat bij de containers' ELSE '' END,
       'Er staan al dagen vuilniszakken voor de deur en het ruikt tot op de galerij. '
       || repeat('De bel werd niet beantwoord, binnen brandde licht. ', 1 + mod(i, 4)::int),
       CASE WHEN mod(i, 3) = 0 THEN 'Ik maak me zorgen.' ELSE '' END,
       CASE WHEN mod(i * 17, 100) < 5 THEN 'danger' WHEN mod(i * 17, 100) < 30 THEN 'soon' ELSE 'can_wait' END,
       CASE WHEN mod(i, 997) = 5 THEN ARRAY['homeless'] WHEN mod(i, 3) = 0 THEN ARRAY['neglect', 'smell']
            WHEN mod(i, 3) = 1 THEN ARRAY['worrying'] ELSE ARRAY['noise'] END,
       'seen', came::date, '', false,
       CASE WHEN fresh THEN %(monday)s::date + 4 - mod(i, 6)::int ELSE came::date + 2 END,
       CASE WHEN waits THEN %(monday)s::date + 4 - mod(i, 6)::int ELSE came::date + 5 END,
       CASE WHEN fresh THEN '' ELSE 'nuisance' END, CASE WHEN NOT fresh THEN 1 END, '',
       CASE WHEN NOT waits THEN came + interval '4 days' END, case_id
FROM seeded;

INSERT INTO signals_reporter (signal_id, user_id, role, name, phone, email, keep_private)
SELECT i, CASE WHEN mod(i, 5) = 0 THEN 7 + mod(i, 2) END, 'neighbour', 'Buur ' || i, '', '', true FROM seeded;

INSERT INTO signals_event (signal_id, verb, at, by_id, note)
SELECT i, 'logged', came, 7, '' FROM seeded;

INSERT INTO signals_event (signal_id, verb, at, by_id, note)
SELECT i, 'assessed', came + interval '1 day', 1, '' FROM seeded WHERE NOT fresh;

INSERT INTO signals_feedback (signal_id, kind, text, at, by_id)
SELECT i, 'content', 'We gaan ermee aan de slag.', came + interval '4 days', 1 FROM seeded WHERE NOT waits;

INSERT INTO audit_entry (at, actor_id, organisation_id, action, subject, files, fields, ground, reference)
SELECT came, 7, org, 'insert', 'signals_signal',
       ARRAY['signals_signal:' || i] || CASE WHEN home IS NULL THEN '{}' ELSE ARRAY['residents_dwelling:' || home] END,
       '{}', 'role', '0badcafe' FROM seeded;

DROP TABLE seeded
