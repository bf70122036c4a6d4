### Selecting, copying and forwarding messages.

select = Seleccionar
unselect = Desmarcar
forward = Reenviar
message-actions = Acciones del mensaje
selection-actions = Acciones de la selección
leave-selection = Salir de la selección (Esc)
not-all = Las notas internas y los mensajes que aún no salieron no se pueden reenviar.
title = Reenviar a otro canal
search = Buscar canal
channel = Canal que atenderá la solicitud
no-target = No hay otro canal para este alumno.
nothing-found = Ningún canal con este nombre.
note = Observación para el canal
optional = (opcional)
note-hint = Solo el equipo la ve. El estado de esta conversación no cambia.
choose = Elige el canal.
offline-hint = { " " }Queda en cola y sale en cuanto vuelva internet.
note-kept = La observación queda guardada para el próximo reenvío.
finish = Finalizar atención

# Stands after the number of messages.
selected =
    { $count ->
        [one] seleccionado
       *[other] seleccionados
    }

copied =
    { $count ->
        [one] Mensaje copiado
       *[other] { $count } mensajes copiados
    }

# $name (String): who wrote it
# $clock (String): when
select-message = Seleccionar el mensaje de { $name }, { $clock }

and-more =
    { $count ->
        [one] y 1 mensaje más
       *[other] y { $count } mensajes más
    }

# $channel (String)
# $count (Number): how many messages
forwarded-to =
    { $count ->
        [one] Reenviado
       *[other] Reenviados
    } a { $channel }

queued-to = En cola para { $channel }. Sale en cuanto vuelva internet.
