-- Six links named the tenant only: now a line's parent, a workflow's systems and process, an incident's and a state's
-- expectation are of the same client, or the row cannot be stored.
CREATE UNIQUE INDEX equipment_node_tenant_id_client_id_id_key ON equipment_node (tenant_id, client_id, id);
CREATE UNIQUE INDEX system_tenant_id_client_id_id_key ON system (tenant_id, client_id, id);
CREATE UNIQUE INDEX process_tenant_id_client_id_id_key ON process (tenant_id, client_id, id);
CREATE UNIQUE INDEX expectation_tenant_id_client_id_id_key ON expectation (tenant_id, client_id, id);

ALTER TABLE equipment_node DROP CONSTRAINT equipment_node_parent_fk, ADD CONSTRAINT equipment_node_parent_fk
  FOREIGN KEY (tenant_id, client_id, parent_id) REFERENCES equipment_node (tenant_id, client_id, id);
ALTER TABLE workflow DROP CONSTRAINT workflow_from_system_fk, ADD CONSTRAINT workflow_from_system_fk
  FOREIGN KEY (tenant_id, client_id, from_system_id) REFERENCES system (tenant_id, client_id, id);
ALTER TABLE workflow DROP CONSTRAINT workflow_to_system_fk, ADD CONSTRAINT workflow_to_system_fk
  FOREIGN KEY (tenant_id, client_id, to_system_id) REFERENCES system (tenant_id, client_id, id);
ALTER TABLE workflow DROP CONSTRAINT workflow_tenant_id_process_id_fkey, ADD CONSTRAINT workflow_tenant_id_client_id_process_id_fkey
  FOREIGN KEY (tenant_id, client_id, process_id) REFERENCES process (tenant_id, client_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE incident DROP CONSTRAINT incident_expectation_fk, ADD CONSTRAINT incident_expectation_fk
  FOREIGN KEY (tenant_id, client_id, expectation_id) REFERENCES expectation (tenant_id, client_id, id);
-- Prisma's one-to-one relation needs the narrow link; this one stands beside it.
ALTER TABLE expectation_state ADD CONSTRAINT expectation_state_expectation_fk
  FOREIGN KEY (tenant_id, client_id, expectation_id) REFERENCES expectation (tenant_id, client_id, id);
