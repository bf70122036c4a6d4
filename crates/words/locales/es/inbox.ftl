### The list of conversations and the channel choice.

pane = Lista de conversaciones
switch-channel = Cambiar de canal. Actual:{ " " }
channels = Cambiar de canal
own-channels = Tus canales
other-channels = Otros canales de la escuela
other-channels-hint = Puedes leerlos. Cada acceso queda registrado.
choose-channel = Elige un canal de atención
choose-channel-hint = Sus conversaciones aparecen aquí.
no-channel = Aún no estás en un canal
no-channel-hint = Pide a la administración de la escuela que te agregue a un canal.
search = Buscar alumno o responsable
search-family = Buscar conversación
clear-search = Borrar búsqueda
status-filter = Estado
type-filter = Tipo de atención
all = Todas las atenciones
all-short = Todas
mine = Mis atenciones
mine-short = Mías
others = Atenciones del canal
others-short = Del canal
clear-filters = Borrar filtros
order = Orden
order-waiting = Mayor espera
order-newest = Más recientes
order-oldest = Más antiguas
order-student = Alumno
waiting-for = Esperando a la escuela desde hace{ " " }
waiting = { " " }esperando
only-you = solo tú
draft = Borrador:
mine-prefix = Tú:{ " " }
undecided = Un mensaje espera tu decisión.{ " " }
unsent = Hay mensajes sin enviar.{ " " }
no-message = Aún sin mensajes
nobody-waiting = Nadie espera
show-in-progress = Mostrar en atención
nothing-matches = Ninguna conversación con estos filtros
nothing-matches-hint = Cambia la combinación o borra los filtros.
nothing-pending = Ninguna conversación pendiente
never-pending = En Mías y en Del canal solo hay conversaciones ya respondidas: ninguna está pendiente.
nothing-found-filtered = Revisa el nombre o borra los filtros: solo se buscan las conversaciones filtradas.
nothing-about = Ninguna conversación sobre este alumno
not-here = Las conversaciones aún no están en este dispositivo
not-here-hint = Llegan cuando haya conexión con el servidor de la escuela.
nothing-found = Nada encontrado
nothing-found-hint = Revisa el nombre del alumno o del responsable.
no-conversation = Aún sin conversaciones
no-conversation-staff = Cuando una familia escriba, la conversación aparece aquí.
no-conversation-family = Escribe a la escuela cuando lo necesites. La respuesta llega aquí.
failed = No se pudo cargar la lista
choose = Elige una conversación
choose-staff = Se abre aquí, con todo el historial de la familia.
choose-family = Se abre aquí, con todo el historial.
keys-move = recorrer la lista
keys-open = abrir la conversación
keys-search = buscar
new-conversation = Nueva conversación
all-students = Todos
students = Alumno
read-only = solo lectura

# $matching (Number): as many conversations as the filters leave
# $total (Number)
count-narrowed = { $matching } de { $total }

count-all =
    { $count ->
        [one] { $count } conversación
       *[other] { $count } conversaciones
    }

list-of = Conversaciones del canal { $channel }

# Stands after the number in a badge.
unread = { " " }sin leer

# $count (Number): how many conversations wait for the school
count-waiting = { $count } esperando

# $names (String): the other guardians of a conversation
company-of = con { $names }

waiting-in-progress =
    { $count ->
        [one] En atención, 1 familia espera respuesta.
       *[other] En atención, { $count } familias esperan respuesta.
    }

# Stands before words that somebody else has written.
forwarded-by = { $name } reenvió:{ " " }

forwarded-by-you = Reenviaste:{ " " }
all-answered = Todas las familias del canal { $channel } ya tienen respuesta.
