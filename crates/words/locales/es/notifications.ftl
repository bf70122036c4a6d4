### Notifications: their settings, and what they say.

title = Notificaciones
enabled = Avisar de mensajes nuevos
show-text = Mostrar el texto del mensaje
show-text-hint = Sin esto, el aviso dice solo quién escribió.
channels = Avisar de estos canales
quiet = Horario de silencio
quiet-hint = Ningún aviso en este período, todos los días.
from = Desde las
to = hasta las
from-label = Comienzo del silencio
to-label = Fin del silencio
permission = Este navegador aún no muestra los avisos.
allow = Permitir avisos
denied = Este navegador bloqueó los avisos. Cámbialo en los permisos del sitio.
unsupported = Este navegador no tiene avisos.

# The page's title.
# $count (Number): unread conversations
unread-title = ({ $count }) Conversas
