-- The relay looks at each partner's lanes by themselves: a flood of evaluations neither hides another partner's rows nor an alarm.
CREATE INDEX outbox_open ON outbox (tenant_id, (topic = 'workflow.evaluate'), not_before) WHERE done_at IS NULL AND failed_at IS NULL;
DROP INDEX outbox_due;
