### What keys and commands do, in words.

title = Atalhos do teclado
commands = Comandos
letters = Atalhos de uma letra
letters-hint = Só valem ao percorrer a lista ou as mensagens pelo teclado.
or = ou

# What a key or a command does.
act-search = Buscar e comandos

act-next-conversation = Próxima conversa
act-previous-conversation = Conversa anterior
act-answer = Responder
act-note = Escrever nota interna
act-forward = Encaminhar mensagens
act-export = Exportar histórico
act-filter-pending = Filtrar: Pendente
act-filter-in-progress = Filtrar: Em atendimento
act-filter-finished = Filtrar: Finalizado
act-theme = Trocar tema claro ou escuro
act-move = Passar pela lista ou pelas mensagens
act-open = Abrir a conversa
act-select = Selecionar a mensagem
act-copy = Copiar as mensagens selecionadas
act-menu = Menu da mensagem
act-break = Quebrar a linha
act-canned = Respostas prontas, no começo ou após um espaço
act-close = Fechar o que está aberto

# Where keys work.
scope-everywhere = Em qualquer lugar

scope-reading = Ao percorrer a lista ou as mensagens pelo teclado
scope-message = Em uma mensagem
scope-writing = Ao escrever
go-to = Ir para o canal { $channel }
