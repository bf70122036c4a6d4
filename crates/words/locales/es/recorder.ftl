### The recorder's bar (rule 16).

group = Grabación de audio
delete = Eliminar audio
listen = Escuchar lo grabado
stop-listening = Pausar lo grabado
timer = Tiempo de grabación
preparing = Preparando el micrófono…
recording = Grabando
paused = Grabación en pausa
pause = Pausar grabación
pause-word = Pausar
resume = Seguir grabando
resume-word = Seguir
send = Enviar audio
who-hears = Quién escucha:{ " " }
up-to = Hasta 30 min
paused-hint = En pausa. Escucha antes de enviar o sigue grabando.
recovered-hint = La grabación se recuperó. Escucha antes de enviar o sigue grabando.
silent = Sin sonido. Habla más cerca del micrófono o elige otro en Ajustes.
limit-reached = Límite de 30 minutos. La grabación está guardada: escúchala o envíala.
device-lost = El micrófono se desconectó. Lo grabado está guardado.
device-changed = El micrófono cambió. La grabación usa ahora otro.
storage-failed = El disco de este dispositivo está lleno o protegido. Lo grabado está guardado.
too-short = Aún no hay qué enviar. Sigue grabando.
not-in-plan = El audio es parte de los planes Standard y Premium.
locked-by-plan = El audio es parte de los planes Standard y Premium. La grabación queda guardada aquí.
locked-by-access = Ya no puedes escribir aquí. La grabación queda guardada hasta que la elimines.
starts-ticket = La atención se finalizó. El audio inicia una nueva.
deleted = Audio eliminado.
undo = Deshacer
left-behind = Grabación en pausa, guardada como borrador.
go-back = Volver
go-there = Ir allí

# $clock (String): such as "4:12"
left = Queda { $clock }

busy-elsewhere = Hay una grabación en curso en otra conversación.
busy-with-people = Hay una grabación en curso en la conversación con { $names }.

# $clock (String): such as "0:14"
paused-at = { paused }, { $clock }
