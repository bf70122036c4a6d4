### What colleagues do together: internal notes, who takes care, who else is here.

note-placeholder = Solo el equipo la ve. Usa @ para mencionar a un colega
save-note = Guardar nota
note-saved = Nota interna guardada.
note-saved-next-is-for-family = Nota interna guardada. Ahora escribes a la familia.
note-kept = Guardada como borrador en Nota interna.
colleagues = Colegas
assign = Asumir
release = Liberar
hand-over = Pasar a un colega
hand-over-title = Pasar la atención a
hand-over-hint = Es un aviso para el equipo. El estado de la atención no cambia.
hand-over-confirm = Pasar atención
choose-colleague = Elige un colega.
no-colleague = No hay otro colega en este canal.
takes-care = Quién atiende
nobody = Nadie la ha asumido aún
you-take-care = La atiendes tú

# $name (String): a first name
care-of = { $name } la atiende

only-team = solo el equipo del canal { $channel }

colleagues-found =
    { $count ->
        [one] { $count } colega
       *[other] { $count } colegas
    }

# $names (String): first names
# $count (Number): how many people they are
are-writing = { $names } { $count ->
        [one] está escribiendo
       *[other] están escribiendo
    }

# $names (String): first names
# $count (Number): how many people they are
are-seeing = { $names } { $count ->
        [one] está viendo esta conversación
       *[other] están viendo esta conversación
    }
