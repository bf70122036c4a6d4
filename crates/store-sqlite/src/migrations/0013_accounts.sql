-- Accounts are not people: an account signs in, a person is a name with roles in one school. Until here a person was an account
-- with one role; its account gets its identifier. The steps run without foreign keys, so that `people` can be made anew.

CREATE TABLE accounts (
    id BLOB PRIMARY KEY NOT NULL,
    email TEXT UNIQUE COLLATE NOCASE,
    -- NULL: nobody can sign in with a password.
    password_hash TEXT,
    -- Wrong passwords since the last right one, other than on the account's own devices.
    refused_tries INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO accounts (id, email, password_hash, refused_tries)
    SELECT id, email, password_hash, refused_tries FROM people;

-- A role that ended stays, so that the devices that acted in it are told.
CREATE TABLE roles (
    person_id BLOB NOT NULL REFERENCES people (id),
    role_json TEXT NOT NULL,
    school_id BLOB NOT NULL REFERENCES schools (id),
    ended_at INTEGER,
    PRIMARY KEY (person_id, role_json)
) STRICT, WITHOUT ROWID;
CREATE INDEX roles_of_school ON roles (school_id, role_json);
INSERT INTO roles (person_id, role_json, school_id) SELECT id, role_json, school_id FROM people;

ALTER TABLE devices ADD COLUMN account_id BLOB REFERENCES accounts (id);
ALTER TABLE devices ADD COLUMN role_json TEXT;
UPDATE devices SET account_id = person_id, role_json = (SELECT p.role_json FROM people p WHERE p.id = person_id);
CREATE INDEX devices_of_account ON devices (account_id);

CREATE TABLE addresses_of_accounts (
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- A keyed hash of the address, or of its network of 64 bits: the address itself is nobody's business.
    address BLOB NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, address)
) STRICT, WITHOUT ROWID;
INSERT INTO addresses_of_accounts (account_id, address, last_at) SELECT person_id, address, last_at FROM known_addresses;
DROP TABLE known_addresses;
ALTER TABLE addresses_of_accounts RENAME TO known_addresses;

CREATE TABLE people_of_schools (
    id BLOB PRIMARY KEY NOT NULL,
    school_id BLOB NOT NULL REFERENCES schools (id),
    -- NULL: nobody has come in as this person yet.
    account_id BLOB REFERENCES accounts (id),
    name TEXT NOT NULL,
    state_json TEXT NOT NULL,
    -- The system that rosters come from, and its identifier of this person.
    source TEXT,
    external_id TEXT,
    CHECK ((source IS NULL) = (external_id IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO people_of_schools (id, school_id, account_id, name, state_json)
    SELECT id, school_id, id, name, '"active"' FROM people;
DROP TABLE people;
ALTER TABLE people_of_schools RENAME TO people;
CREATE INDEX people_of_school ON people (school_id);
CREATE INDEX people_of_account ON people (account_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX people_by_external_id ON people (school_id, source, external_id) WHERE external_id IS NOT NULL;

ALTER TABLE students ADD COLUMN state_json TEXT NOT NULL DEFAULT '"active"';
ALTER TABLE students ADD COLUMN source TEXT;
ALTER TABLE students ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX students_by_external_id ON students (school_id, source, external_id) WHERE external_id IS NOT NULL;

ALTER TABLE channels ADD COLUMN source TEXT;
ALTER TABLE channels ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX channels_by_external_id ON channels (school_id, source, external_id) WHERE external_id IS NOT NULL;
