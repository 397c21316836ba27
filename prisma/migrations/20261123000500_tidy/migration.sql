-- What has served its purpose may go: effects long done (their proofs stay), dead sessions and sign-in links.
CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX session_expires ON session (expires_at);
CREATE INDEX login_token_expires ON login_token (expires_at);
GRANT DELETE ON outbox, session, login_token TO andon_platform;
