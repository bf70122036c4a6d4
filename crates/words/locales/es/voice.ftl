### Voice messages: playing them.

play = Escuchar audio
pause = Pausar audio
position = Posición en el audio
broken = Este audio está dañado y no se puede escuchar.
unplayable = Este audio no se reproduce aquí. Abre o guarda el archivo desde el menú del mensaje.
offline = Sin conexión. Este audio aún no está en este dispositivo.
not-here = Aún no está en este dispositivo
player = Escuchando ahora
close = Dejar de escuchar
go-to = Ir al mensaje

# $length (String): such as "0:47"
message = Mensaje de voz, { $length }

sound-named = Archivo de audio { $name }
sound-lasting = { sound-named }, { $length }

# $percent (Number)
fetching = Descargando audio, { $percent } %

# "0:19 de 0:47"
of = { $at } de { $length }

speed-once = 1×
speed-once-and-half = 1,5×
speed-twice = 2×

# $speed (String): such as "1,5×"
change-speed-from = Velocidad { $speed }. Cambiar
