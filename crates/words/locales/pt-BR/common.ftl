### Words that several parts use.

app = Conversas
conversations = Conversas
in-rail = Conversas
main-navigation = Principal
settings = Ajustes
theme = Tema
skip-to-conversation = Pular para a conversa
open = Abrir
copy = Copiar
copied = Copiado
not-copied = Não foi possível copiar. Selecione o texto e copie.
found-elsewhere = Já existe uma conversa com estes responsáveis.
update-to-see = Atualize o aplicativo para ver isto.
close = Fechar
cancel = Cancelar
back = Voltar
try-again = Tentar de novo
try-now = Tentar agora
you = Você
student = Aluno:{ " " }
loading = Carregando
offline = Sem conexão.
offline-hint = As mensagens saem assim que a internet voltar.
catching-up = Buscando as conversas da escola…
wrong-clock = O relógio deste aparelho está errado.
not-started = O Conversas não conseguiu começar
and = { " " }e{ " " }

# $by (String): how much, such as "2 h"
clock-ahead = Está { $by } adiantado. Acerte a data e a hora do aparelho.

# $by (String): how much, such as "2 h"
clock-behind = Está { $by } atrasado. Acerte a data e a hora do aparelho.

account-of = Sua conta: { $name }

queued =
    { $count ->
        [1] 1 mensagem na fila.
       *[other] { $count } mensagens na fila.
    }

blocked =
    { $count ->
        [1] 1 mensagem espera uma decisão sua.
       *[other] { $count } mensagens esperam uma decisão sua.
    }

# Between groups of three digits of a large number.
group-mark = .

# Before the decimals of a number.
decimal-mark = ,

# The status of a ticket that waits for its first answer.
status-pending = Pendente

status-in-progress = Em atendimento
status-finished = Finalizado

# Who a guardian is to a student.
relationship-mother = mãe

relationship-father = pai
relationship-grandparent = avó ou avô
relationship-other = responsável

# Stands after the number.
unread-conversations =
    { $count ->
        [0] { " " }conversas não lidas
        [one] { " " }conversa não lida
       *[other] { " " }conversas não lidas
    }

# A channel may have any name: no article stands before it, because nothing tells which.
team-of = a equipe do canal { $channel }
