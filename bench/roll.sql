-- Members of a made-up district, written by the database itself: see bench/roll.py, which fills `bench_name` and
-- `bench_cell` first. Nobody of them lives. The first %(members)s are on the roll today, a tenth more were once.
SET session_replication_role = replica;
SELECT setseed(0.2009);

CREATE TEMPORARY TABLE bench_person AS
WITH drawn AS (
    SELECT i, i > %(members)s AS gone, random() < 0.03 AS new, random() < 0.08 AS moves, random() AS a, random() AS b,
        random() AS c, random() AS d
    FROM generate_series(1, %(members)s + %(members)s / 10) AS i
), dated AS (
    SELECT *, CASE
        WHEN new AND NOT gone THEN %(today)s::date - 1 - floor(a * 360)::int
        WHEN gone OR moves THEN %(today)s::date - 2200 - floor(a * 11000)::int
        ELSE %(today)s::date - 370 - floor(a * 13000)::int END AS admitted
    FROM drawn
), lived AS (
    SELECT *, greatest(admitted, %(opened)s::date) AS since, admitted - 6600 - floor(b * 6000)::int AS born,
        CASE WHEN gone THEN %(today)s::date - floor(c * 1400)::int END AS gone_on,
        CASE WHEN moves AND NOT gone AND NOT new THEN %(today)s::date - floor(c * 1400)::int END AS moved_on,
        1 + i %% %(cells)s AS place
    FROM dated
)
SELECT lived.*, n.full_name, n.search_key, n.sort_key, n.sex, cell.id AS cell, cell.village, before.id AS cell_before,
    (admitted + interval '1 year')::date AS official_on
FROM lived JOIN bench_name n ON n.id = 1 + i %% %(names)s
JOIN bench_cell cell ON cell.n = place JOIN bench_cell before ON before.n = 1 + (place + 7) %% %(cells)s;
CREATE INDEX ON bench_person (i);
ANALYZE bench_person;

INSERT INTO members_member (id, full_name, other_names, sex, birth_year, birth_month, birth_day, ethnicity, religion,
    birth_place, home_place, family_origin, file_number, file_place, identity_number, search_key, sort_key)
SELECT i, full_name, '', sex, extract(year FROM born), extract(month FROM born), extract(day FROM born),
    (ARRAY['eth_kinh', 'eth_thai', 'eth_thai', 'eth_thai', 'eth_mong', 'eth_mong', 'eth_dao', 'eth_lu'])[1 + floor(d * 8)::int],
    'none', '', 'Xã Nậm Đo, huyện Đo', 'Nông dân', '', '', to_char(i, 'FM000000000'), search_key, sort_key
FROM bench_person;

INSERT INTO members_standing (member_id, kind, valid, decision_number, decision_date, issuer, referrers)
SELECT i, 'probationary', daterange(admitted, least(official_on, coalesce(gone_on, official_on))), '12-QĐ/HU', admitted - 20, '', ''
FROM bench_person WHERE gone OR NOT new
UNION ALL
SELECT i, 'probationary', daterange(admitted, NULL), '12-QĐ/HU', admitted - 20, '', '' FROM bench_person WHERE new AND NOT gone
UNION ALL
SELECT i, 'official', daterange(official_on, gone_on), '34-QĐ/HU', official_on, '', '' FROM bench_person WHERE gone OR NOT new;

INSERT INTO members_membership (member_id, organization_id, valid, entry, exit, exit_number, exit_reason)
SELECT i, cell_before, daterange(since, moved_on), 'admitted', 'within', '', '' FROM bench_person WHERE moved_on IS NOT NULL
UNION ALL
SELECT i, cell, daterange(coalesce(moved_on, since), gone_on), CASE WHEN moved_on IS NULL THEN 'admitted' ELSE 'within' END,
    CASE WHEN gone THEN 'died' ELSE '' END, '', '' FROM bench_person;

INSERT INTO members_pause (member_id, kind, valid, decision_number, reason)
SELECT i, CASE WHEN d < 0.0005 THEN 'suspended' ELSE 'exempted' END, daterange(%(today)s::date - floor(a * 1000)::int, NULL), '', 'Tuổi cao'
FROM bench_person WHERE d < 0.02 AND NOT gone AND admitted < '2000-01-01';

INSERT INTO members_card (member_id, number, valid, decision_number)
SELECT i, to_char(10000000 + i, 'FM00000000'), daterange(official_on, NULL), '' FROM bench_person WHERE gone OR NOT new;

INSERT INTO members_schooling (member_id, subject, level, words, mode, since)
SELECT i, 'general', (ARRAY['primary', 'lower_secondary', 'lower_secondary', 'upper_secondary'])[1 + floor(c * 4)::int],
    (ARRAY['5/12', '7/12', '9/12', '12/12'])[1 + floor(c * 4)::int], '', NULL::date FROM bench_person
UNION ALL
SELECT i, 'general', 'upper_secondary', '12/12 bổ túc', '', %(today)s::date - 700 FROM bench_person WHERE c < 0.05
UNION ALL
SELECT i, 'professional', 'intermediate', 'Trung cấp Nông lâm', '', official_on FROM bench_person WHERE b < 0.3
UNION ALL
SELECT i, 'theory', 'elementary', 'Sơ cấp', '', official_on FROM bench_person WHERE a < 0.4;

INSERT INTO members_work (member_id, occupation, words, valid)
SELECT i, CASE WHEN a < 0.7 THEN 'farmer' ELSE 'commune_staff' END, '', daterange(admitted, NULL) FROM bench_person;

INSERT INTO members_livingplace (member_id, village_id, words, valid)
SELECT i, CASE WHEN b < 0.95 THEN village END, CASE WHEN b < 0.95 THEN '' ELSE 'Ở huyện khác' END, daterange(admitted, NULL)
FROM bench_person;

SELECT setval(pg_get_serial_sequence('members_member', 'id'), (SELECT max(id) FROM members_member));
SET session_replication_role = origin;
