### A conversation: header, log, messages, composer, finishing.

pane = Conversa
back = Voltar para a lista
details = Detalhes da conversa
finish = Finalizar
failed = A conversa não pôde ser aberta
unreadable = Não foi possível mostrar esta mensagem.
older = Buscando mensagens anteriores…
older-offline = As mensagens anteriores não estão neste aparelho. Elas aparecem quando a internet voltar.
unread-mark = Novas mensagens
to-newest = Ir para o fim
empty = Nenhuma mensagem ainda.
queued = Na fila
sending = Enviando
sent = Enviada
delivered = Entregue
read = Lida
blocked = Bloqueada
failed-mark = Não enviada
note = Nota interna
reply-form = Responder
message = Mensagem
send = Enviar
enter-sends = { " " }envia
who-reads = Quem lê:{ " " }
draft-saved = Rascunho salvo
finished = Atendimento finalizado
finished-hint = Não é possível enviar novas mensagens.
finished-keeps-draft = O que você escreveu fica guardado como rascunho.
start-ticket = Iniciar novo atendimento
starting-hint = A sua mensagem inicia um novo atendimento.
read-only = Só leitura
closed-hint = Este canal não recebe novas mensagens.
read-only-hint = Você está lendo como administrador. Só a equipe do canal responde.
finish-title = Finalizar este atendimento?
finish-confirm = Finalizar atendimento
finish-survey = A família recebe uma pesquisa de satisfação (CSAT).
finish-unanswered = Ninguém respondeu ainda.
finish-unanswered-hint = A família ficará sem resposta neste atendimento.
finish-unsent = Há mensagens que ainda não saíram.
finish-unsent-hint = Elas são enviadas antes, na ordem em que foram escritas.
finish-offline-hint = { " " }O atendimento é finalizado assim que a internet voltar. Se alguém finalizar antes, vale uma vez só.
found = Já existe uma conversa com estes responsáveis: ela foi aberta.
found-draft = Já existe uma conversa com estes responsáveis: ela foi aberta, com o seu rascunho.
finish-blocked = Há mensagens que esperam uma decisão sua.
finish-blocked-hint = Elas não serão enviadas neste atendimento.
# What happened, between the messages. $who and $whom are people, shown in bold.
opened = { $who } iniciou o atendimento
opened-by-forward = { $who } encaminhou mensagens para este canal
answered = { $who } respondeu · { $status }
did-finish = { $who } finalizou o atendimento
joined = { $who } entrou na conversa
took-over = { $who } assumiu este atendimento
handed-over = { $who } passou o atendimento para { $whom }
released = { $who } liberou este atendimento
added = { $who } adicionou { $whom }

new-messages =
    { $count ->
        [0] { $count } novas mensagens
        [one] { $count } nova mensagem
       *[other] { $count } novas mensagens
    }

to-new-messages = { to-newest }, { new-messages }

# $people (String): all guardians
log-with = Mensagens com { $people }

# $who (String)
# $count (Number): how many messages
# $channel (String)
forwarded-away = { $who } { $count ->
        [1] encaminhou uma mensagem para
       *[other] encaminhou { $count } mensagens para
    } { $channel }

# $channel (String): where a message was written
# $by (String): who forwarded it
# $clock (String): when
forwarded-from = Encaminhada de { $channel } por { $by }, { $clock }

# $who (String)
# $rating (Number): from 1 to 5
rated = { $who } avaliou com nota { $rating }

# A ticket whose number is not known.
episode-name = Atendimento

# $number (Number)
episode-numbered = Atendimento { $number }

# Stands after the ticket.
episode-finished = , finalizado em { $date }

# Stands after the names of guardians.
and-team = { " " }e a equipe do canal { $channel }

# $names (String): first names
write-to-people-named = Escreva para { $names }

write-to-channel = Escreva para { $channel }

# $host (String): such as "escola.example"
opens-page = Abre { $host } fora do Conversas

# $address (String): of an e-mail
writes-mail = Escreve um e-mail para { $address }

# $number (String): of a telephone
calls = Liga para { $number }

characters-left =
    { $count ->
        [0] { $count } caracteres restantes
        [one] { $count } caractere restante
       *[other] { $count } caracteres restantes
    }

# $over (String): how many characters are too many
over-limit = A mensagem passou do limite de 10.000 caracteres. Corte { $over } para enviar.

# $names (String): first names
# $count (Number): how many people they are
finishing-means = { $names } não { $count ->
        [one] poderá
       *[other] poderão
    } mais enviar mensagens neste atendimento. O histórico continua nesta conversa.

# A second sentence.
# $names (String): first names
# $count (Number): how many people they are
survey-means = { " " }{ $names } { $count ->
        [one] dá uma nota de 1 a 5 e pode
       *[other] dão uma nota de 1 a 5 e podem
    } deixar um comentário.
