-- Rows like those of a real organisation, by row number. Organisation 1 is the measured one and
-- holds nine tenths; 2 to 5 share the rest; 11, 12 and 13 have 1, 25 and 100 of everything.
-- Users 1, 2 and 3 may see 3, 300 and 10,000 trajectories; 4, 5 and 6 work for 11, 12 and 13;
-- 7 and 8 report, 9 reads the log.
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
     next_contact_on, end_reason, ended_on, version)
SELECT i, pg_temp.public_number('WC', i), pg_temp.organisation(home, %(residents)s), home, home,
       100 + mod(i, greatest(10, %(trajectories)s / 30)),
       CASE WHEN running THEN pg_temp.pick(ARRAY['acquaintance', 'analysis', 'plan', 'action',
           'safety_net'], random()) ELSE 'closed' END,
       %(monday)s::date - 60 - mod(i, 700)::int,
       CASE WHEN running AND mod(i, 10) <> 3 THEN %(monday)s::date - 20 + mod(i * 31, 90)::int END,
       CASE WHEN running THEN '' ELSE 'goal_reached' END,
       CASE WHEN NOT running THEN %(monday)s::date - mod(i, 50)::int END, 1
FROM (SELECT i, CASE WHEN i <= %(trajectories)s THEN 2 * i ELSE i + %(residents)s - %(trajectories)s
             END AS home, i > %(trajectories)s OR mod(i, 10) < 6 AS running
      FROM generate_series(1, %(trajectories)s + 136) i) t;

INSERT INTO cases_grant (trajectory_id, user_id, level, since, until, why)
SELECT id, 100 + mod(id + shift, greatest(10, %(trajectories)s / 30)), level, now() - interval '1 year',
       CASE WHEN shift = 2 THEN now() - interval '1 month' END, level
FROM cases_trajectory, (VALUES (0, 'coach'), (1, 'backup'), (2, 'backup')) AS v (shift, level)
WHERE shift < 2 OR mod(id, 10) = 0;

INSERT INTO cases_grant (trajectory_id, user_id, level, since, why)
SELECT id, 3, 'read', now() - interval '1 year', 'read'
FROM (SELECT id FROM cases_trajectory WHERE organisation_id = 1 ORDER BY md5(id::text) LIMIT 10000) t;

INSERT INTO cases_grant (trajectory_id, user_id, level, since, why)
SELECT id, CASE WHEN rank <= 298 THEN 2 ELSE 1 END, 'coach', now() - interval '1 year', 'coach'
FROM (SELECT id, row_number() OVER (ORDER BY md5(id::text || 'x')) AS rank FROM cases_trajectory
      WHERE organisation_id = 1 AND id <= %(trajectories)s) t WHERE rank <= 301;

INSERT INTO cases_grant (trajectory_id, user_id, level, since, why)
SELECT t.id, CASE t.organisation_id WHEN 1 THEN 2 ELSE t.organisation_id - 7 END, 'coach',
       now() - interval '1 year', 'coach'
FROM cases_trajectory t
WHERE t.id IN (%(trajectories)s + 1, %(trajectories)s + 2) OR t.organisation_id > 10;

-- What users 1 and 2 see is alike at each size: two thirds running, a quarter of those due.
UPDATE cases_trajectory SET
    state = CASE WHEN running THEN 'action' ELSE 'closed' END,
    end_reason = CASE WHEN running THEN '' ELSE 'moved' END,
    ended_on = CASE WHEN NOT running THEN %(monday)s::date END,
    next_contact_on = CASE WHEN running AND mod(rank, 9) <> 4 THEN %(monday)s::date - 14 + mod(rank, 80)::int END
FROM (SELECT trajectory_id, user_id = 1 OR mod(row_number() OVER o, 3) < 2 AS running, row_number() OVER o AS rank
      FROM cases_grant WHERE user_id IN (1, 2) WINDOW o AS (ORDER BY user_id, md5(trajectory_id::text))) g
WHERE g.trajectory_id = cases_trajectory.id AND cases_trajectory.id <= %(trajectories)s;

INSERT INTO cases_statechange (trajectory_id, from_state, to_state, at, by_id, reason)
SELECT id, pg_temp.pick(ARRAY['', 'acquaintance', 'analysis'], step / 3.0),
       pg_temp.pick(ARRAY['acquaintance', 'analysis', 'plan'], step / 3.0),
       started_on + step * interval '20 days', coach_id, ''
FROM cases_trajectory, generate_series(0, 2) step;

INSERT INTO cases_journalentry
    (id, key, trajectory_id, kind, outcome, happened_at, facts, impression, author_id, created_at, version)
SELECT i, gen_random_uuid(), t.id, (ARRAY['visit', 'phone', 'message', 'office', 'note'])[1 + mod(i, 5)],
       CASE WHEN mod(i, 5) = 4 THEN '' WHEN mod(i, 3) = 0 THEN 'attempt' ELSE 'reached' END,
       now() - (%(journal)s - i) * (interval '2 years' / %(journal)s),
       'Langs geweest, aangebeld en gesproken. De gang stond vol dozen, de gordijnen waren dicht. '
       || repeat('Afgesproken is dat we volgende week samen de post openmaken. ', 1 + mod(i, 3)::int),
       CASE WHEN mod(i, 4) = 0 THEN 'Het lijkt beter te gaan dan vorige maand.' ELSE '' END,
       t.coach_id, now() - (%(journal)s - i) * (interval '2 years' / %(journal)s), 1 + mod(i, 20) / 19
FROM generate_series(1::bigint, %(journal)s) i
JOIN cases_trajectory t ON t.id = CASE WHEN mod(i, %(journal)s / 300) = 0 THEN %(trajectories)s + 1
    WHEN mod(i, %(journal)s / 5) = 1 THEN %(trajectories)s + 2 ELSE 1 + mod(i, %(trajectories)s) END;

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
             CASE WHEN mod(i, %(signals)s / 10) = 3 THEN %(trajectories)s + 1
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
