### The recorder's bar (rule 16).

group = Gravação de áudio
delete = Excluir áudio
listen = Ouvir o que foi gravado
stop-listening = Pausar o que foi gravado
timer = Tempo de gravação
preparing = Preparando o microfone…
recording = Gravando
paused = Gravação em pausa
pause = Pausar gravação
pause-word = Pausar
resume = Continuar gravando
resume-word = Continuar
send = Enviar áudio
who-hears = Quem ouve:{ " " }
up-to = Até 30 min
paused-hint = Em pausa. Ouça antes de enviar ou continue gravando.
recovered-hint = A gravação foi recuperada. Ouça antes de enviar ou continue gravando.
silent = Sem som. Fale mais perto do microfone ou escolha outro em Ajustes.
limit-reached = Limite de 30 minutos. A gravação está guardada: ouça ou envie.
device-lost = O microfone foi desconectado. O que foi gravado está guardado.
device-changed = O microfone mudou. A gravação usa agora outro.
storage-failed = O disco deste aparelho está cheio ou protegido. O que foi gravado está guardado.
too-short = Ainda não há o que enviar. Continue gravando.
not-in-plan = Áudio faz parte dos planos Standard e Premium.
locked-by-plan = Áudio faz parte dos planos Standard e Premium. A gravação fica guardada aqui.
locked-by-access = Você não pode mais escrever aqui. A gravação fica guardada até você excluir.
starts-ticket = O atendimento foi finalizado. O áudio inicia um novo.
deleted = Áudio excluído.
undo = Desfazer
left-behind = Gravação em pausa, guardada como rascunho.
go-back = Voltar
go-there = Ir para lá

# $clock (String): such as "4:12"
left = Resta { $clock }

busy-elsewhere = Há uma gravação em andamento em outra conversa.
busy-with-people = Há uma gravação em andamento na conversa com { $names }.

# $clock (String): such as "0:14"
paused-at = { paused }, { $clock }
