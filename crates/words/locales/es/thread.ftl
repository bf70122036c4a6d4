### A conversation: header, log, messages, composer, finishing.

pane = Conversación
back = Volver a la lista
details = Detalles de la conversación
finish = Finalizar
failed = No se pudo abrir la conversación
unreadable = No se pudo mostrar este mensaje.
older = Buscando mensajes anteriores…
older-offline = Los mensajes anteriores no están en este dispositivo. Aparecen cuando vuelva internet.
unread-mark = Mensajes nuevos
to-newest = Ir al final
empty = Aún sin mensajes.
queued = En cola
sending = Enviando
sent = Enviado
delivered = Entregado
read = Leído
blocked = Bloqueado
failed-mark = No enviado
note = Nota interna
reply-form = Responder
message = Mensaje
send = Enviar
enter-sends = { " " }envía
who-reads = Quién lee:{ " " }
draft-saved = Borrador guardado
finished = Atención finalizada
finished-hint = No se pueden enviar mensajes nuevos.
finished-keeps-draft = Lo que escribiste queda guardado como borrador.
start-ticket = Iniciar nueva atención
starting-hint = Tu mensaje inicia una nueva atención.
read-only = Solo lectura
closed-hint = Este canal no recibe mensajes nuevos.
read-only-hint = Estás leyendo como administrador. Solo el equipo del canal responde.
finish-title = ¿Finalizar esta atención?
finish-confirm = Finalizar atención
finish-survey = La familia recibe una encuesta de satisfacción (CSAT).
finish-unanswered = Nadie ha respondido aún.
finish-unanswered-hint = La familia quedará sin respuesta en esta atención.
finish-unsent = Hay mensajes que aún no salieron.
finish-unsent-hint = Se envían antes, en el orden en que se escribieron.
finish-offline-hint = { " " }La atención se finaliza en cuanto vuelva internet. Si alguien la finaliza antes, vale una sola vez.
found = Ya existe una conversación con estos responsables: se abrió.
found-draft = Ya existe una conversación con estos responsables: se abrió, con tu borrador.
finish-blocked = Hay mensajes que esperan tu decisión.
finish-blocked-hint = No se enviarán en esta atención.
# What happened, between the messages. $who and $whom are people, shown in bold.
opened = { $who } inició la atención
opened-by-forward = { $who } reenvió mensajes a este canal
answered = { $who } respondió · { $status }
did-finish = { $who } finalizó la atención
joined = { $who } entró en la conversación
took-over = { $who } asumió esta atención
handed-over = { $who } pasó la atención a { $whom }
released = { $who } liberó esta atención
added = { $who } agregó a { $whom }

new-messages =
    { $count ->
        [one] { $count } mensaje nuevo
       *[other] { $count } mensajes nuevos
    }

to-new-messages = { to-newest }, { new-messages }

# $people (String): all guardians
log-with = Mensajes con { $people }

# $who (String)
# $count (Number): how many messages
# $channel (String)
forwarded-away = { $who } { $count ->
        [one] reenvió un mensaje a
       *[other] reenvió { $count } mensajes a
    } { $channel }

# $channel (String): where a message was written
# $by (String): who forwarded it
# $clock (String): when
forwarded-from = Reenviado de { $channel } por { $by }, { $clock }

# $who (String)
# $rating (Number): from 1 to 5
rated = { $who } evaluó con nota { $rating }

# A ticket whose number is not known.
episode-name = Atención

# $number (Number)
episode-numbered = Atención { $number }

# Stands after the ticket.
episode-finished = , finalizada el { $date }

# Stands after the names of guardians.
and-team = { " " }y el equipo del canal { $channel }

# $names (String): first names
write-to-people-named = Escribe a { $names }

write-to-channel = Escribe a { $channel }

# $host (String): such as "escola.example"
opens-page = Abre { $host } fuera de Conversas

# $address (String): of an e-mail
writes-mail = Escribe un correo a { $address }

# $number (String): of a telephone
calls = Llama a { $number }

characters-left =
    { $count ->
        [one] { $count } carácter restante
       *[other] { $count } caracteres restantes
    }

# $over (String): how many characters are too many
over-limit = El mensaje pasó el límite de 10.000 caracteres. Quita { $over } para enviarlo.

# $names (String): first names
# $count (Number): how many people they are
finishing-means = { $names } ya no { $count ->
        [one] podrá
       *[other] podrán
    } enviar mensajes en esta atención. El historial sigue en esta conversación.

# A second sentence.
# $names (String): first names
# $count (Number): how many people they are
survey-means = { " " }{ $names } { $count ->
        [one] da una nota de 1 a 5 y puede
       *[other] dan una nota de 1 a 5 y pueden
    } dejar un comentario.
