### The detail pane.

pane = Detalles de la conversación
title = Detalles
close = Cerrar detalles
guardians = Responsables en esta conversación
started = , inició la conversación
you = { " " }(tú)
add-guardian = Agregar responsable
guardian = Responsable
add = Agregar
adding = En cola para entrar
choose-guardian = Elige un responsable.
sees-everything = La persona agregada ve toda la conversación, también lo escrito antes, y puede escribir.
family-rated = Evaluación de la familia
this-ticket = Esta atención
earlier = Atenciones anteriores
rating = Nota{ " " }
no-rating = sin nota

# $number (Number): which ticket of the conversation
ticket = n.º { $number }

# Steps of a ticket. $when is a time, $by the first name of who did it.
step-wrote = { $when }, { $by } escribió

step-forwarded = { $when }, { $by } reenvió
step-opened = { $when }, { $by } inició la atención
step-answered = { $when }, { $by } respondió
step-finished = { $when }, { $by } finalizó la atención
