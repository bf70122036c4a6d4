### Files: the clip menu, the tray, files in the thread, the viewer.

attach = Anexar arquivo, mídia ou áudio
menu = Anexar
file-or-media = Arquivo ou mídia
audio = Áudio
audio-hint = A gravação começa na hora. Dá para pausar e ouvir.
audio-locked = Incluído nos planos Standard e Premium. Fale com a direção da escola.
tray = Arquivos para enviar
adding = Preparando os arquivos…
after-files = Mensagem depois dos arquivos (opcional)
refused = Não foram anexados:
dismiss = Dispensar o aviso
drop-here = Solte para anexar a esta conversa
drop-hint = Cada arquivo vai em uma mensagem.
drop-nowhere = Para anexar arquivos, abra antes uma conversa.
drop-not-now = Nesta conversa não dá para anexar arquivos agora.
drop-kept = Os arquivos esperam nos anexos desta conversa.
cancel-sending = Cancelar envio
back-in-tray = O envio foi cancelado. O arquivo voltou para os anexos.
back-in-recorder = O envio foi cancelado. O áudio voltou a ser um rascunho.
checking = Verificando…
no-room = Sem espaço no servidor da escola agora. Vai sozinho depois.
open = Abrir
opening = Abrindo…
save-as = Salvar como…
download = Baixar
share = Compartilhar
share-ready = O arquivo { $name } está pronto para compartilhar.
share-refused = Aqui não dá para compartilhar arquivos deste tipo.
not-shared = O arquivo não foi compartilhado. Tente de novo.
saved = Arquivo salvo.
not-saved = O arquivo não foi salvo.
not-here = Este arquivo não está neste aparelho. Ele abre assim que a internet voltar.
picture-missing = A imagem não pôde ser carregada.
picture-offline = A imagem aparece quando a internet voltar.
video-broken = Este vídeo não toca aqui.
viewer = Imagem
previous = Imagem anterior
next = Próxima imagem
zoom-in = Ampliar
zoom-out = Reduzir
files = Arquivos
go-to-message = Ir para a mensagem
kind-not-allowed = Este tipo de arquivo não pode ser enviado. Vale PDF, imagem, documento, texto, zip, áudio e vídeo.
to-tray = Voltar para os anexos
pasted-name = imagem.png
draft-take = áudio

# Below "Arquivo ou mídia", where the plan has videos.
file-hint-video = PDF, imagem, áudio ou vídeo. Cada arquivo vai em uma mensagem.

file-hint-no-video = PDF, imagem ou outro arquivo. Vídeo é do plano Premium.

# "3,1 de 4,8 MB"
part-of = { $done } de { $whole } { $unit }

# $percent (Number)
percent-done = { $percent }%

# $percent (Number)
percent-paused = { $percent }%, em pausa

sending = Enviando { $name }
fetching = Baixando { $name }
open-image = Abrir imagem { $name }

# $name (String)
# $measure (String): how long or how large it is
play-video = Tocar vídeo { $name }, { $measure }

remove = Remover { $name }
move-before = Mover { $name } para antes
move-after = Mover { $name } para depois

# Said when a file was moved: "foto.jpg, 2 de 3".
# $name (String)
# $place (Number)
# $of (Number)
place = { $name }, { $place } de { $of }

# $place (Number)
# $of (Number)
place-of = { $place } de { $of }

count =
    { $count ->
        [0] { $count } arquivos
        [one] { $count } arquivo
       *[other] { $count } arquivos
    }

# What a list says instead of words.
photo = Foto

video = Vídeo
document = Arquivo
audio-named = { audio }: { $name }
document-named = { document }: { $name }
voice-of-author = Áudio de { $author }
own-voice = Seu áudio

# $what (String): a video or a voice message
# $duration (String): such as "1:02"
lasting = { $what }, { $duration }

# $limit (String): such as "100 MB"
too-large = É grande demais. O limite é { $limit }.

not-in-plan-video = Vídeo é do plano Premium. Fale com a direção da escola.
not-in-plan-audio = Áudio é dos planos Standard e Premium. Fale com a direção da escola.

# Where nothing tells whether it is audio or video.
not-in-plan-either = Áudio é dos planos Standard e Premium, e vídeo é do Premium. Fale com a direção da escola.
