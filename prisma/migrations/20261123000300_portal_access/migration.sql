-- A client's portal answers the public only after the partner has opened it.
ALTER TABLE client ADD COLUMN portal_public boolean NOT NULL DEFAULT false;
