-- What the data is for: a school, or a demonstration, whose accounts have a public password. None: nobody has said it yet.
ALTER TABLE installation ADD COLUMN purpose TEXT CHECK (purpose IN ('school', 'demo'));

-- Of an earlier server's data: a demonstration has nothing but schools in each of which somebody has an address of an example
-- school, and nobody anywhere an address that does not end in `.example`, as no real one does. Data without a school that was
-- swept was made by `init`. Other data without a school is new.
UPDATE installation SET purpose = CASE
    WHEN EXISTS (SELECT 1 FROM schools) THEN CASE
        WHEN NOT EXISTS (SELECT 1 FROM schools s WHERE NOT EXISTS (SELECT 1 FROM people p
                WHERE p.school_id = s.id AND (p.email LIKE '%@serradosabia.example' OR p.email LIKE '%@marealta.example'
                    OR p.email LIKE '%@jardimdasacacias.example')))
            AND NOT EXISTS (SELECT 1 FROM people WHERE email NOT LIKE '%.example')
            THEN 'demo'
        ELSE 'school' END
    WHEN EXISTS (SELECT 1 FROM sweeps) THEN 'school'
    ELSE NULL END;
