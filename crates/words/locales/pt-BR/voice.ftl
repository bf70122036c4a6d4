### Voice messages: playing them.

play = Ouvir áudio
pause = Pausar áudio
position = Posição no áudio
broken = Este áudio está danificado e não pode ser ouvido.
unplayable = Este áudio não toca aqui. Abra ou salve o arquivo pelo menu da mensagem.
offline = Sem conexão. Este áudio ainda não está neste aparelho.
not-here = Ainda não está neste aparelho
player = Ouvindo agora
close = Parar de ouvir
go-to = Ir para a mensagem

# $length (String): such as "0:47"
message = Mensagem de voz, { $length }

sound-named = Arquivo de áudio { $name }
sound-lasting = { sound-named }, { $length }

# $percent (Number)
fetching = Baixando áudio, { $percent } %

# "0:19 de 0:47"
of = { $at } de { $length }

speed-once = 1×
speed-once-and-half = 1,5×
speed-twice = 2×

# $speed (String): such as "1,5×"
change-speed-from = Velocidade { $speed }. Trocar
