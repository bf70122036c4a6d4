### The list of conversations and the channel choice.

pane = Lista de conversas
switch-channel = Trocar de canal. Atual:{ " " }
channels = Trocar de canal
own-channels = Seus canais
other-channels = Outros canais da escola
other-channels-hint = Você pode ler. Cada acesso fica registrado.
choose-channel = Escolha um canal de atendimento
choose-channel-hint = As conversas dele aparecem aqui.
no-channel = Você ainda não está em um canal
no-channel-hint = Peça à administração da escola para adicionar você a um canal de atendimento.
search = Buscar aluno ou responsável
search-family = Buscar conversa
clear-search = Limpar busca
status-filter = Status
type-filter = Tipo de atendimento
all = Todos os atendimentos
all-short = Todos
mine = Meus atendimentos
mine-short = Meus
others = Atendimentos do canal
others-short = Do canal
clear-filters = Limpar filtros
order = Ordem
order-waiting = Maior espera
order-newest = Mais recentes
order-oldest = Mais antigas
order-student = Aluno
waiting-for = Esperando a escola há{ " " }
waiting = { " " }esperando
only-you = só você
draft = Rascunho:
mine-prefix = Você:{ " " }
undecided = Uma mensagem espera uma decisão sua.{ " " }
unsent = Há mensagens não enviadas.{ " " }
no-message = Nenhuma mensagem ainda
nobody-waiting = Ninguém esperando
show-in-progress = Mostrar em atendimento
nothing-matches = Nenhuma conversa com estes filtros
nothing-matches-hint = Mude a combinação ou limpe os filtros.
nothing-pending = Nenhuma conversa pendente
never-pending = Em Meus e em Do canal só há conversas que já tiveram resposta: nenhuma delas é pendente.
nothing-found-filtered = Confira o nome, ou limpe os filtros: só as conversas filtradas são procuradas.
nothing-about = Nenhuma conversa sobre este aluno
not-here = As conversas ainda não estão neste aparelho
not-here-hint = Elas chegam quando houver conexão com o servidor da escola.
nothing-found = Nada encontrado
nothing-found-hint = Confira o nome do aluno ou do responsável.
no-conversation = Nenhuma conversa ainda
no-conversation-staff = Quando uma família escrever, a conversa aparece aqui.
no-conversation-family = Escreva para a escola quando precisar. A resposta chega aqui.
failed = A lista não pôde ser carregada
choose = Escolha uma conversa
choose-staff = Ela abre aqui, com todo o histórico da família.
choose-family = Ela abre aqui, com todo o histórico.
keys-move = passar pela lista
keys-open = abrir a conversa
keys-search = buscar
new-conversation = Nova conversa
all-students = Todos
students = Aluno
read-only = só leitura

# $matching (Number): as many conversations as the filters leave
# $total (Number)
count-narrowed = { $matching } de { $total }

count-all =
    { $count ->
        [0] { $count } conversas
        [one] { $count } conversa
       *[other] { $count } conversas
    }

list-of = Conversas do canal { $channel }

# Stands after the number in a badge.
unread =
    { $count ->
        [0] { " " }não lidas
        [one] { " " }não lida
       *[other] { " " }não lidas
    }

# $count (Number): how many conversations wait for the school
count-waiting = { $count } esperando

# $names (String): the other guardians of a conversation
company-of = com { $names }

waiting-in-progress =
    { $count ->
        [1] Em atendimento, 1 família espera resposta.
       *[other] Em atendimento, { $count } famílias esperam resposta.
    }

# Stands before words that somebody else has written.
forwarded-by = { $name } encaminhou:{ " " }

forwarded-by-you = Você encaminhou:{ " " }
all-answered = Todas as famílias do canal { $channel } já foram respondidas.
