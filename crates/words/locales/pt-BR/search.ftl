### Search: over everything, and within a conversation.

title = Buscar
field = Buscar conversas, mensagens e comandos
field-family = Buscar conversas e mensagens
results = Resultados da busca
messages = Mensagens
hint = Procure por responsável, aluno ou palavras de uma mensagem.
nothing = Nada encontrado
nothing-hint = Tente outra palavra, ou só o começo dela.
incomplete = Histórico incompleto neste aparelho.
incomplete-hint = Mensagens mais antigas podem não aparecer aqui.
failed = A busca falhou
here = Buscar nesta conversa
older = Resultado anterior
newer = Próximo resultado
close-here = Fechar a busca
none-here = Nada encontrado
not-here = Esta mensagem não está neste aparelho. Conecte-se para abri-la.
in-messages = Buscar “{ $words }” nas mensagens

# For screen readers.
found =
    { $conversations ->
        [0] { $conversations } conversas
        [one] { $conversations } conversa
       *[other] { $conversations } conversas
    }, { $messages ->
        [0] { $messages } mensagens
        [one] { $messages } mensagem
       *[other] { $messages } mensagens
    }

# There are more messages than were looked for.
# $conversations (Number)
# $messages (Number)
found-more =
    { $conversations ->
        [0] { $conversations } conversas
        [one] { $conversations } conversa
       *[other] { $conversations } conversas
    }, { $messages }+ mensagens

# $at (Number)
# $of (Number)
place-of = { $at } de { $of }

# There are more than were looked for.
# $at (Number)
# $of (Number)
place-of-more = { $at } de { $of }+
