### The detail pane.

pane = Detalhes da conversa
title = Detalhes
close = Fechar detalhes
guardians = Responsáveis nesta conversa
started = , iniciou a conversa
you = { " " }(você)
add-guardian = Adicionar responsável
guardian = Responsável
add = Adicionar
adding = Na fila para entrar
choose-guardian = Escolha um responsável.
sees-everything = A pessoa adicionada vê a conversa inteira, também o que foi escrito antes, e pode escrever.
family-rated = Avaliação da família
this-ticket = Este atendimento
earlier = Atendimentos anteriores
rating = Nota{ " " }
no-rating = sem nota

# $number (Number): which ticket of the conversation
ticket = nº { $number }

# Steps of a ticket. $when is a time, $by the first name of who did it.
step-wrote = { $when }, { $by } escreveu

step-forwarded = { $when }, { $by } encaminhou
step-opened = { $when }, { $by } iniciou o atendimento
step-answered = { $when }, { $by } respondeu
step-finished = { $when }, { $by } finalizou o atendimento
