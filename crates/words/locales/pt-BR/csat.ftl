### The satisfaction survey (rule 13).

form = Avaliação do atendimento
rating = Nota de 1 a 5
comment = Quer contar mais?
optional = (opcional)
comment-hint = O que foi bom, o que pode melhorar
later = Agora não
send = Enviar avaliação
rate = Avaliar
choose = Escolha uma nota de 1 a 5.
thanks = Obrigado pela avaliação
queued = Na fila. A avaliação é enviada assim que a internet voltar.
closed = A avaliação deste atendimento foi encerrada.
too-long = O comentário passou do limite de 2.000 caracteres.
question = Como foi o atendimento do canal { $channel }?

# What a rating from 1 to 5 means.
word =
    { $rating ->
        [1] muito ruim
        [2] ruim
        [3] regular
        [4] bom
       *[5] muito bom
    }

# $date (String): such as "29 de novembro"
open-until = Você pode avaliar até { $date }.

# $rating (Number): from 1 to 5
given = Nota { $rating }, { word }
