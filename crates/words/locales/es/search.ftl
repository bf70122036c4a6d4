### Search: over everything, and within a conversation.

title = Buscar
field = Buscar conversaciones, mensajes y comandos
field-family = Buscar conversaciones y mensajes
results = Resultados de la búsqueda
messages = Mensajes
hint = Busca por responsable, alumno o palabras de un mensaje.
nothing = Nada encontrado
nothing-hint = Prueba con otra palabra, o solo su comienzo.
incomplete = Historial incompleto en este dispositivo.
incomplete-hint = Puede que falten aquí mensajes más antiguos.
failed = La búsqueda falló
here = Buscar en esta conversación
older = Resultado anterior
newer = Resultado siguiente
close-here = Cerrar la búsqueda
none-here = Nada encontrado
not-here = Este mensaje no está en este dispositivo. Conéctate para abrirlo.
in-messages = Buscar “{ $words }” en los mensajes

# For screen readers.
found =
    { $conversations ->
        [one] { $conversations } conversación
       *[other] { $conversations } conversaciones
    }, { $messages ->
        [one] { $messages } mensaje
       *[other] { $messages } mensajes
    }

# There are more messages than were looked for.
# $conversations (Number)
# $messages (Number)
found-more =
    { $conversations ->
        [one] { $conversations } conversación
       *[other] { $conversations } conversaciones
    }, { $messages }+ mensajes

# $at (Number)
# $of (Number)
place-of = { $at } de { $of }

# There are more than were looked for.
# $at (Number)
# $of (Number)
place-of-more = { $at } de { $of }+
