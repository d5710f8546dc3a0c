-- What a run over many descriptions says, asked by SQLite:
--
--   apilint check specs/ --format ndjson=apilint.ndjson --fail-on never
--   sqlite3 :memory: '.read sqlite.sql'

CREATE TABLE report (document TEXT);
-- One line, one row: no line holds the signs that separate here.
.mode ascii
.separator "\037" "\n"
.import apilint.ndjson report
.mode column

CREATE VIEW apis AS
SELECT
  document ->> 'uri' AS uri,
  document ->> 'verdict' AS verdict,
  document ->> '$.spec.version' AS version,
  document ->> '$.summary.error' AS errors,
  document
FROM report;

CREATE VIEW criteria AS
SELECT
  uri,
  entry.value ->> 'criterion' AS criterion,
  entry.value ->> 'strength' AS strength,
  entry.value ->> 'verdict' AS verdict
FROM apis, json_each(document, '$.dossier') AS entry;

CREATE VIEW findings AS
SELECT
  uri,
  version,
  entry.value ->> 'rule' AS rule,
  entry.value ->> 'severity' AS severity
FROM apis, json_each(document, '$.diagnostics') AS entry;

-- 1. Each API, and the prerequisites of the guide that it lacks: those nearest to ready first.
SELECT apis.uri, apis.verdict, count(criterion) AS lacks, group_concat(criterion, ' ') AS missing, errors
FROM apis
LEFT JOIN criteria
  ON criteria.uri = apis.uri AND strength = 'prerequisite' AND criteria.verdict = 'missing'
GROUP BY apis.uri
ORDER BY lacks, errors, apis.uri;

-- 2. For each criterion, the share of the APIs to which it applies that meet it: where a catalogue has most to gain.
SELECT
  criterion,
  strength,
  count(*) AS apis,
  round(100.0 * sum(verdict IN ('met', 'declared')) / count(*), 1) AS percent_met
FROM criteria
WHERE verdict NOT IN ('not-applicable', 'to-probe')
GROUP BY criterion, strength
ORDER BY percent_met, criterion;

-- 3. For each version of the specification, the rules that speak of most APIs.
SELECT version, rule, severity, apis, findings
FROM (
  SELECT
    version, rule, severity, count(DISTINCT uri) AS apis, count(*) AS findings,
    row_number() OVER (PARTITION BY version ORDER BY count(DISTINCT uri) DESC, count(*) DESC, rule) AS rank
  FROM findings
  GROUP BY version, rule, severity
)
WHERE rank <= 5
ORDER BY version, apis DESC, findings DESC, rule;
