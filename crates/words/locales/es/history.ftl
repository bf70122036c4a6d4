### The history of a conversation as a file, as text or PDF.

conversation = Conversación
school = Escuela
channel = Canal
student = Alumno
guardians = Responsables
exported = Exportada el
tickets = Atenciones
ticket = Atención
messages = Mensajes
rating = Evaluación (CSAT)
comment = Comentario
taken-care-of-by = A cargo de
unsent = aún no enviado
from-school = escuela
incomplete = El comienzo de esta conversación no está en este archivo: sin conexión solo pudo exportarse la parte guardada en este dispositivo.
earlier-tickets = Atenciones anteriores: consulta los cambios de estado entre los mensajes.
nothing = Ningún mensaje.

# $who (String): who forwarded the message
# $channel (String): where it was written
# $author (String): who wrote it
# $when (String): day and time
forwarded-by = Reenviado por { $who } desde { $channel }; escrito por { $author } el { $when }

# $who (String)
# $channel (String)
# $count (Number): how many messages
forwarded-away = Reenviado a { $channel } por { $who } ({ $count })

guardian-added = { $who } agregó a { $name }
took-over = { $who } asumió la atención
handed-over = { $who } pasó la atención a { $name }
released = { $who } liberó la atención

# $rating (Number): from 1 to 5
# $who (String)
rated = { $who } evaluó la atención: { $rating } de 5

# The PDF's font lacks characters.
# $count (Number): how many
not-shown = Caracteres que este PDF no muestra: { $count }; en su lugar hay un “◻”. El archivo de texto los tiene.

kind-image = Imagen
kind-video = Video

# A recorded voice message.
kind-voice = Audio

# A sound file that was made elsewhere.
kind-audio = Archivo de audio

kind-document = Archivo

# Day and month have two digits.
date = { $day }/{ $month }/{ $year }
