### "Respostas prontas": the picker in the composer, and where they are kept.

title = Respostas prontas
lead = Textos que a equipe do canal usa sempre. No campo de mensagem, digite / para escolher um.
manage = Gerenciar respostas prontas
channel = Canal
none = Nenhuma resposta pronta ainda
none-hint = Crie a primeira: um prazo, um endereço, uma lista de documentos.
new = Nova resposta
edit-title = Editar resposta
name = Título
name-hint = É por ele que a equipe encontra a resposta.
text = Texto
tokens = Inserir um nome
tokens-hint = São trocados pelos nomes de cada conversa.
example = Por exemplo:{ " " }
example-guardian = Juliana de Souza Prado
example-student = Theo Prado
save = Salvar
saved = Resposta salva
delete = Excluir
delete-title = Excluir esta resposta?
delete-hint = Ela some para toda a equipe do canal. As mensagens já enviadas continuam.
deleted = Resposta excluída
name-missing = Escreva o título.
text-missing = Escreva o texto.
name-long = O título passou de 120 caracteres.
text-long = O texto passou de 10.000 caracteres.
pick-one = Escolher resposta pronta
picks = { " " }insere
back = Voltar para os ajustes
edit = Editar { $name }
delete-named = Excluir { $name }

count =
    { $count ->
        [0] { $count } respostas
        [one] { $count } resposta
       *[other] { $count } respostas
    }
