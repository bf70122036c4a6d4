### The satisfaction survey (rule 13).

form = Evaluación de la atención
rating = Nota de 1 a 5
comment = ¿Quieres contarnos más?
optional = (opcional)
comment-hint = Qué estuvo bien, qué puede mejorar
later = Ahora no
send = Enviar evaluación
rate = Evaluar
choose = Elige una nota de 1 a 5.
thanks = Gracias por tu evaluación
queued = En cola. La evaluación se envía en cuanto vuelva internet.
closed = La evaluación de esta atención se cerró.
too-long = El comentario pasó el límite de 2.000 caracteres.
question = ¿Cómo fue la atención del canal { $channel }?

# What a rating from 1 to 5 means.
word =
    { $rating ->
        [1] muy mala
        [2] mala
        [3] regular
        [4] buena
       *[5] muy buena
    }

# $date (String): such as "29 de novembro"
open-until = Puedes evaluar hasta { $date }.

# $rating (Number): from 1 to 5
given = Nota { $rating }, { word }
