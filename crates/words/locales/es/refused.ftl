### What of mine that is no message was refused, and why.

# What was refused; the reason follows as a sentence of its own.
finish = La atención no se finalizó.

forward = Los mensajes no se reenviaron.
assign = La atención no cambió de manos.
add-guardian = No se agregó al responsable.
answer-csat = Tu evaluación no se registró.
save-reply = La respuesta rápida no se guardó.
delete-reply = La respuesta rápida no se eliminó.

reply-not-a-member = Ya no formas parte del equipo del canal.
reply-empty = El título o el texto estaba vacío.
reply-too-long = El título o el texto era demasiado largo.
