-- The staff of the communes of a made-up district, written by the database itself: see bench/cadres.py, which fills
-- `bench_commune` first. Nobody of them lives. %(people)s of them are elected or civil servants today.
SELECT setseed(0.2009);

CREATE TEMPORARY TABLE bench_cadre AS
SELECT i, c.id AS commune, random() AS a, random() AS b, random() AS d, random() AS e,
    (ARRAY['committee_chair', 'party_secretary', 'front_chair', 'office_statistics', 'justice_registry'])[1 + i %% 5] AS title
FROM generate_series(1, %(people)s + %(people)s / 5) AS i JOIN bench_commune c ON c.n = 1 + i %% %(communes)s;

INSERT INTO cadres_cadre (id, full_name, sex, birth_year, birth_month, birth_day, ethnicity, religion, home_place,
    identity_number, search_key, sort_key)
SELECT i, 'Lò Văn ' || i, CASE WHEN a < 0.7 THEN 'male' ELSE 'female' END, 1950 + floor(b * 35)::int, NULL, NULL,
    'eth_thai', 'none', '', '', 'lo van ' || i, to_char(i, 'FM000000000') FROM bench_cadre;

-- The first ones serve today, some with two titles and some since another one; of the rest half are part-time, half left.
INSERT INTO cadres_post (cadre_id, organization_id, title, valid, entry, decision_number, exit, exit_number, exit_reason)
SELECT i, commune, title, daterange(%(opened)s::date + floor(a * 1500)::int, NULL), 'opening', '', '', '', ''
FROM bench_cadre WHERE i <= %(people)s
UNION ALL
SELECT i, commune, 'council_deputy', daterange(%(opened)s::date + 1500, NULL), 'elected', '', '', '', ''
FROM bench_cadre WHERE i <= %(people)s AND b < 0.15
UNION ALL
SELECT i, commune, 'culture_society', daterange(%(opened)s::date - 900, %(opened)s::date), 'opening', '', 'other_post', '', ''
FROM bench_cadre WHERE i <= %(people)s AND d < 0.3
UNION ALL
SELECT i, commune, 'police_deputy', daterange(%(opened)s::date, NULL), 'opening', '', '', '', ''
FROM bench_cadre WHERE i > %(people)s AND i %% 2 = 0
UNION ALL
SELECT i, commune, title, daterange(%(opened)s::date, %(opened)s::date + 400), 'opening', '', 'retired', '', ''
FROM bench_cadre WHERE i > %(people)s AND i %% 2 = 1;

INSERT INTO cadres_qualification (
    cadre_id, subject, level, title, words, system, certificate_number, since, struck_reason
)
SELECT row.*, '' FROM (
SELECT i, 'general', (ARRAY['literate', 'primary', 'lower_secondary', 'lower_secondary'])[1 + floor(a * 4)::int], '', '', '', '',
    NULL::date FROM bench_cadre
UNION ALL
SELECT i, 'general', 'upper_secondary', '', '12/12', 'bổ túc', '', %(today)s::date - floor(b * 900)::int FROM bench_cadre WHERE d < 0.4
UNION ALL
SELECT i, 'professional', (ARRAY['elementary', 'intermediate', 'university'])[1 + floor(b * 3)::int], '', '', '', '',
    %(today)s::date - floor(a * 3000)::int FROM bench_cadre WHERE e < 0.6
UNION ALL
SELECT i, 'theory', (ARRAY['elementary', 'intermediate'])[1 + floor(d * 2)::int], '', '', '', '',
    %(today)s::date - floor(b * 2000)::int FROM bench_cadre WHERE a < 0.5
UNION ALL
SELECT i, 'state_management', '', '', 'Chuyên viên', '', '', NULL FROM bench_cadre WHERE b < 0.3
UNION ALL
SELECT i, 'title_training', '', title, '', '', '', %(today)s::date - floor(e * 800)::int FROM bench_cadre WHERE d < 0.6
) row;
