### Words that several parts use.

app = Conversas
conversations = Conversaciones
in-rail = Bandeja
main-navigation = Principal
settings = Ajustes
theme = Tema
skip-to-conversation = Saltar a la conversación
open = Abrir
copy = Copiar
copied = Copiado
not-copied = No se pudo copiar. Selecciona el texto y cópialo.
found-elsewhere = Ya existe una conversación con estos responsables.
update-to-see = Actualiza la aplicación para ver esto.
close = Cerrar
cancel = Cancelar
back = Volver
try-again = Intentar de nuevo
try-now = Intentar ahora
you = Tú
student = Alumno:{ " " }
loading = Cargando
offline = Sin conexión.
offline-hint = Los mensajes salen en cuanto vuelva internet.
catching-up = Buscando las conversaciones de la escuela…
wrong-clock = El reloj de este dispositivo está mal.
not-started = Conversas no pudo empezar
and = { " " }y{ " " }

# $by (String): how much, such as "2 h"
clock-ahead = Está { $by } adelantado. Ajusta la fecha y la hora del dispositivo.

# $by (String): how much, such as "2 h"
clock-behind = Está { $by } atrasado. Ajusta la fecha y la hora del dispositivo.

account-of = Tu cuenta: { $name }

queued =
    { $count ->
        [one] 1 mensaje en cola.
       *[other] { $count } mensajes en cola.
    }

blocked =
    { $count ->
        [one] 1 mensaje espera tu decisión.
       *[other] { $count } mensajes esperan tu decisión.
    }

# Between groups of three digits of a large number.
group-mark = .

# Before the decimals of a number.
decimal-mark = ,

# The status of a ticket that waits for its first answer.
status-pending = Pendiente

status-in-progress = En atención
status-finished = Finalizado

# Who a guardian is to a student.
relationship-mother = madre

relationship-father = padre
relationship-grandparent = abuela o abuelo
relationship-other = responsable

# Stands after the number.
unread-conversations =
    { $count ->
        [one] { " " }conversación sin leer
       *[other] { " " }conversaciones sin leer
    }

# A channel may have any name: no article stands before it, because nothing tells which.
team-of = el equipo del canal { $channel }
