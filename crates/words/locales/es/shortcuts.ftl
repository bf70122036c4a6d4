### What keys and commands do, in words.

title = Atajos de teclado
commands = Comandos
letters = Atajos de una letra
letters-hint = Solo valen al recorrer la lista o los mensajes con el teclado.
or = o

# What a key or a command does.
act-search = Buscar y comandos

act-next-conversation = Conversación siguiente
act-previous-conversation = Conversación anterior
act-answer = Responder
act-note = Escribir nota interna
act-forward = Reenviar mensajes
act-export = Exportar historial
act-filter-pending = Filtrar: Pendiente
act-filter-in-progress = Filtrar: En atención
act-filter-finished = Filtrar: Finalizado
act-theme = Cambiar tema claro u oscuro
act-move = Recorrer la lista o los mensajes
act-open = Abrir la conversación
act-select = Seleccionar el mensaje
act-copy = Copiar los mensajes seleccionados
act-menu = Menú del mensaje
act-break = Saltar de línea
act-canned = Respuestas rápidas, al inicio o tras un espacio
act-close = Cerrar lo que está abierto

# Where keys work.
scope-everywhere = En cualquier lugar

scope-reading = Al recorrer la lista o los mensajes con el teclado
scope-message = En un mensaje
scope-writing = Al escribir
go-to = Ir al canal { $channel }
