-- Who waits, and what is left to do.

-- So many of `family_count` the school has dealt with: they stood before its newest answer, or before the current ticket.
ALTER TABLE conversations ADD COLUMN handled_count INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET handled_count = max(
    coalesce((SELECT e.family_count FROM entries e
        WHERE e.conversation_id = conversations.id AND e.is_reply AND e.side_json = '"school"'
        ORDER BY e.seq DESC LIMIT 1), 0),
    coalesce((SELECT e.family_count FROM entries e
        WHERE e.conversation_id = conversations.id
            AND e.kind_json ->> 'kind' = 'status_changed' AND e.kind_json ->> 'opened'
        ORDER BY e.seq DESC LIMIT 1), 0));

-- The domain's InboxKey has a rank for families that wait in a ticket InProgress: 0 Pending, 1 InProgress, 2 nobody waits.
UPDATE conversations SET
    inbox_rank = CASE
        WHEN t.ticket_json ->> 'status' = 'pending' AND t.ticket_json ->> 'waiting_since' IS NOT NULL THEN 0
        WHEN t.ticket_json ->> 'status' = 'in_progress' AND t.ticket_json ->> 'waiting_since' IS NOT NULL THEN 1
        ELSE 2 END,
    inbox_time = CASE
        WHEN t.ticket_json ->> 'status' <> 'finished' AND t.ticket_json ->> 'waiting_since' IS NOT NULL
            THEN t.ticket_json ->> 'waiting_since'
        ELSE -staff_activity END
    FROM tickets t WHERE t.id = conversations.ticket_id;
