### Selecting, copying and forwarding messages.

select = Selecionar
unselect = Desmarcar
forward = Encaminhar
message-actions = Ações da mensagem
selection-actions = Ações da seleção
leave-selection = Sair da seleção (Esc)
not-all = Notas internas e mensagens que ainda não saíram não podem ser encaminhadas.
title = Encaminhar para outro canal
search = Buscar canal
channel = Canal que vai tratar a solicitação
no-target = Não há outro canal para este aluno.
nothing-found = Nenhum canal com este nome.
note = Observação para o canal
optional = (opcional)
note-hint = Só a equipe vê. O status desta conversa não muda.
choose = Escolha o canal.
offline-hint = { " " }O encaminhamento fica na fila e sai assim que a internet voltar.
note-kept = A observação fica guardada para o próximo encaminhamento.
finish = Finalizar atendimento

# Stands after the number of messages.
selected =
    { $count ->
        [0] selecionadas
        [one] selecionada
       *[other] selecionadas
    }

copied =
    { $count ->
        [1] Mensagem copiada
       *[other] { $count } mensagens copiadas
    }

# $name (String): who wrote it
# $clock (String): when
select-message = Selecionar mensagem de { $name }, { $clock }

and-more =
    { $count ->
        [1] e mais 1 mensagem
       *[other] e mais { $count } mensagens
    }

# $channel (String)
# $count (Number): how many messages
forwarded-to =
    { $count ->
        [one] Encaminhada
       *[other] Encaminhadas
    } para { $channel }

queued-to = Na fila para { $channel }. Sai assim que a internet voltar.
