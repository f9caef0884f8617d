-- One row for each webhook delivery: a redelivery after a failure is done again, after success not.
CREATE TABLE delivery (
  id text PRIMARY KEY,
  event text NOT NULL,
  action text,
  repository text,
  state text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  received_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT delivery_state CHECK (state IN ('accepted', 'done', 'ignored', 'failed'))
);

-- query: DELETE FROM delivery WHERE received_at < now() - interval '30 days'
CREATE INDEX delivery_received_at_idx ON delivery (received_at);

-- One row for each review of a commit; its id is the id of the job that began it.
CREATE TABLE review (
  id uuid PRIMARY KEY,
  installation bigint NOT NULL,
  repository text NOT NULL,
  pull_request integer,
  head_sha text NOT NULL,
  base_sha text,
  state text NOT NULL,
  check_run bigint,
  report text,
  page text,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT review_state CHECK (state IN ('linting', 'dry_running', 'done', 'superseded', 'abandoned'))
);

-- query: SELECT id FROM review WHERE repository = 'o/r' AND pull_request = 1 AND finished_at IS NULL
CREATE INDEX review_unfinished_idx ON review (repository, pull_request) WHERE finished_at IS NULL;

-- query: SELECT id FROM review WHERE repository = 'o/r' AND head_sha = 'abc' ORDER BY created_at DESC
CREATE INDEX review_head_idx ON review (repository, head_sha);

-- query: SELECT id FROM review WHERE repository = 'o/r' AND pull_request = 1 ORDER BY created_at DESC LIMIT 1
CREATE INDEX review_pull_request_idx ON review (repository, pull_request, created_at);

-- Findings that somebody allowed on a pull request, for the record: those that were there to be seen.
CREATE TABLE acceptance (
  repository text NOT NULL,
  pull_request integer NOT NULL,
  comment bigint NOT NULL,
  rule text NOT NULL,
  fingerprints text[] NOT NULL,
  reason text NOT NULL,
  accepted_by text NOT NULL,
  head_sha text NOT NULL,
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (repository, pull_request, comment, rule)
);

-- db-scheduler's table, once for each lane: dry runs cannot take the workers of the quick jobs.
CREATE TABLE quick_job (
  task_name text NOT NULL,
  task_instance text NOT NULL,
  task_data bytea,
  execution_time timestamptz NOT NULL,
  picked boolean NOT NULL,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance)
);

-- query: SELECT * FROM quick_job WHERE picked = false AND execution_time <= now() ORDER BY execution_time
CREATE INDEX quick_job_execution_time_idx ON quick_job (execution_time);

-- query: SELECT * FROM quick_job WHERE picked = true AND last_heartbeat <= now()
CREATE INDEX quick_job_last_heartbeat_idx ON quick_job (last_heartbeat);

CREATE TABLE dry_run_job (LIKE quick_job INCLUDING ALL);
