### What the notices of the system and of the browser say.

mention = { $from } te mencionó
handed-over = { $from } te pasó una atención
survey = ¿Cómo fue la atención?

# $count (Number): how many are unread
# $channel (String)
messages =
    { $count ->
        [one] Mensaje nuevo
       *[other] { $count } mensajes nuevos
    } · { $channel }
