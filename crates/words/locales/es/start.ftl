### A family writes to a channel.

title = Nueva conversación
about = ¿Sobre qué alumno?
channel = ¿Con qué canal?
message-hint = A continuación escribe el mensaje: también con fotos, archivos o audio. Otra persona de la familia se puede agregar después.
no-channel = Ningún canal atiende al grupo de este alumno ahora.
go-on = Continuar
choose-channel = Elige un canal.
write-to = Escribir a { $channel }
