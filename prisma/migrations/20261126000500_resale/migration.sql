-- What a client pays the partner, by version; a version never changes.
CREATE TABLE price_book (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  number integer NOT NULL,
  terms jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  CONSTRAINT price_book_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT price_book_number UNIQUE (tenant_id, client_id, number),
  CONSTRAINT price_book_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);

-- One bill of one frozen month. `body` is canonical JSON, what `digest` covers.
CREATE TABLE invoice (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  month text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  status text NOT NULL CHECK (status IN ('draft', 'issued', 'void')),
  number integer,
  body text NOT NULL,
  digest text NOT NULL,
  currency text NOT NULL,
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  drafted_at timestamptz(6) NOT NULL,
  issued_at timestamptz(6),
  issued_by text,
  void_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT invoice_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT invoice_of_client UNIQUE (tenant_id, client_id, id),
  CONSTRAINT invoice_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT invoice_issued CHECK ((status = 'draft') = (number IS NULL) AND (number IS NULL) = (issued_at IS NULL) AND (number IS NULL) = (issued_by IS NULL)),
  CONSTRAINT invoice_void CHECK ((status = 'void') = (void_reason IS NOT NULL))
);
CREATE UNIQUE INDEX invoice_one_standing ON invoice (tenant_id, client_id, month) WHERE status <> 'void';
CREATE UNIQUE INDEX invoice_number ON invoice (tenant_id, number) WHERE number IS NOT NULL;

CREATE FUNCTION invoice_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF (new.tenant_id, new.id, new.client_id, new.month) IS DISTINCT FROM (old.tenant_id, old.id, old.client_id, old.month)
  THEN RAISE EXCEPTION 'an invoice stays the month it is of' USING ERRCODE = 'check_violation'; END IF;
  IF old.status <> 'draft' AND (new.number, new.body, new.digest, new.currency, new.total_minor, new.issued_at, new.issued_by)
     IS DISTINCT FROM (old.number, old.body, old.digest, old.currency, old.total_minor, old.issued_at, old.issued_by)
  THEN RAISE EXCEPTION 'an issued invoice never changes' USING ERRCODE = 'check_violation'; END IF;
  IF old.status = 'void' OR (old.status = 'issued' AND new.status = 'draft')
  THEN RAISE EXCEPTION 'an invoice goes from draft to issued to void, never back' USING ERRCODE = 'check_violation'; END IF;
  RETURN new;
END $$;
REVOKE ALL ON FUNCTION invoice_stands() FROM PUBLIC;
ALTER FUNCTION invoice_stands() OWNER TO andon_owner;
CREATE TRIGGER invoice_stands BEFORE UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION invoice_stands();

CREATE UNIQUE INDEX approval_request_of_client ON approval_request (tenant_id, client_id, id);

-- What a broken promise gives back: proposed from a frozen month, decided by another person.
CREATE TABLE credit (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  month text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  month_digest text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- how the contract came to it: sum, cap and every step, as the frozen month has them
  figures jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  request_id uuid,
  invoice_id uuid,
  proposed_by text NOT NULL,
  proposed_at timestamptz(6) NOT NULL,
  decided_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT credit_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT credit_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT credit_request_fk FOREIGN KEY (tenant_id, client_id, request_id) REFERENCES approval_request (tenant_id, client_id, id),
  CONSTRAINT credit_invoice_fk FOREIGN KEY (tenant_id, client_id, invoice_id) REFERENCES invoice (tenant_id, client_id, id),
  CONSTRAINT credit_paid CHECK (invoice_id IS NULL OR status = 'approved')
);
CREATE UNIQUE INDEX credit_one_standing ON credit (tenant_id, client_id, month) WHERE status IN ('proposed', 'approved');

DO $$ DECLARE t text; wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
BEGIN
  FOREACH t IN ARRAY ARRAY['price_book', 'invoice', 'credit'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall, wall);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON price_book TO andon_app;
GRANT SELECT, INSERT, UPDATE ON invoice, credit TO andon_app;
