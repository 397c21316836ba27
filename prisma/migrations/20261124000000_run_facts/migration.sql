-- What promises are judged by, kept on the narrow row so that nobody opens payloads for it: which definition ran, what the
-- run measured (rows written, pallets booked), and whether a person ran it by hand (such runs stand outside every promise).
ALTER TABLE execution ADD COLUMN definition_hash text, ADD COLUMN measures jsonb, ADD COLUMN is_manual boolean NOT NULL DEFAULT false;
