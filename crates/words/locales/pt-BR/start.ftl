### A family writes to a channel.

title = Nova conversa
about = Sobre qual aluno?
channel = Com qual canal?
message-hint = A seguir, escreva a mensagem: também com fotos, arquivos ou áudio. Outra pessoa da família pode ser adicionada depois.
no-channel = Nenhum canal atende a turma deste aluno agora.
go-on = Continuar
choose-channel = Escolha um canal.
write-to = Escrever para { $channel }
