-- What a run over many descriptions says, asked by DuckDB:
--
--   apilint check specs/ --format ndjson=apilint.ndjson --fail-on never
--   duckdb -c '.read duckdb.sql'

CREATE TEMP TABLE apis AS
SELECT *
FROM read_ndjson(
  'apilint.ndjson',
  maximum_object_size = 268435456,
  columns = {
    uri: 'VARCHAR',
    title: 'VARCHAR',
    spec: 'STRUCT(kind VARCHAR, version VARCHAR)',
    verdict: 'VARCHAR',
    dossier: 'STRUCT(criterion VARCHAR, strength VARCHAR, verdict VARCHAR)[]',
    diagnostics: 'STRUCT(rule VARCHAR, severity VARCHAR, pointer VARCHAR)[]',
    summary: 'STRUCT(error INTEGER, warning INTEGER, info INTEGER, hint INTEGER, ignored INTEGER)'
  }
);

-- 1. Each API, and the prerequisites of the guide that it lacks: those nearest to ready first.
SELECT
  uri,
  verdict,
  [d.criterion FOR d IN dossier IF d.strength = 'prerequisite' AND d.verdict = 'missing'] AS missing,
  summary.error AS errors
FROM apis
ORDER BY len(missing), errors, uri;

-- 2. For each criterion, the share of the APIs to which it applies that meet it: where a catalogue has most to gain.
SELECT
  criterion,
  strength,
  count(*) AS apis,
  round(100.0 * count(*) FILTER (WHERE verdict IN ('met', 'declared')) / count(*), 1) AS percent_met
FROM (SELECT unnest(dossier, recursive := true) FROM apis)
WHERE verdict NOT IN ('not-applicable', 'to-probe')
GROUP BY ALL
ORDER BY percent_met, criterion;

-- 3. For each version of the specification, the rules that speak of most APIs.
SELECT version, rule, severity, count(DISTINCT uri) AS apis, count(*) AS findings
FROM (
  SELECT uri, spec.version AS version, unnest(diagnostics, recursive := true)
  FROM apis
)
GROUP BY version, rule, severity
QUALIFY row_number() OVER (PARTITION BY version ORDER BY apis DESC, findings DESC, rule) <= 5
ORDER BY version, apis DESC, findings DESC, rule;
