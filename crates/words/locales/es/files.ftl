### Files: the clip menu, the tray, files in the thread, the viewer.

attach = Adjuntar archivo, multimedia o audio
menu = Adjuntar
file-or-media = Archivo o multimedia
audio = Audio
audio-hint = La grabación empieza al momento. Se puede pausar y escuchar.
audio-locked = Incluido en los planes Standard y Premium. Habla con la dirección de la escuela.
tray = Archivos para enviar
adding = Preparando los archivos…
after-files = Mensaje después de los archivos (opcional)
refused = No se adjuntaron:
dismiss = Descartar el aviso
drop-here = Suelta para adjuntar a esta conversación
drop-hint = Cada archivo va en un mensaje.
drop-nowhere = Para adjuntar archivos, abre antes una conversación.
drop-not-now = En esta conversación no se pueden adjuntar archivos ahora.
drop-kept = Los archivos esperan en los adjuntos de esta conversación.
cancel-sending = Cancelar envío
back-in-tray = Se canceló el envío. El archivo volvió a los adjuntos.
back-in-recorder = Se canceló el envío. El audio volvió a ser un borrador.
checking = Verificando…
no-room = Sin espacio en el servidor de la escuela ahora. Sale solo después.
open = Abrir
opening = Abriendo…
save-as = Guardar como…
download = Descargar
share = Compartir
share-ready = El archivo { $name } está listo para compartir.
share-refused = Aquí no se pueden compartir archivos de este tipo.
not-shared = El archivo no se compartió. Intenta de nuevo.
saved = Archivo guardado.
not-saved = El archivo no se guardó.
not-here = Este archivo no está en este dispositivo. Se abre en cuanto vuelva internet.
picture-missing = No se pudo cargar la imagen.
picture-offline = La imagen aparece cuando vuelva internet.
video-broken = Este video no se reproduce aquí.
viewer = Imagen
previous = Imagen anterior
next = Imagen siguiente
zoom-in = Ampliar
zoom-out = Reducir
files = Archivos
go-to-message = Ir al mensaje
kind-not-allowed = Este tipo de archivo no se puede enviar. Sirven PDF, imagen, documento, texto, zip, audio y video.
to-tray = Volver a los adjuntos
pasted-name = imagen.png
draft-take = audio

# Below "Arquivo ou mídia", where the plan has videos.
file-hint-video = PDF, imagen, audio o video. Cada archivo va en un mensaje.

file-hint-no-video = PDF, imagen u otro archivo. El video es del plan Premium.

# "3,1 de 4,8 MB"
part-of = { $done } de { $whole } { $unit }

# $percent (Number)
percent-done = { $percent }%

# $percent (Number)
percent-paused = { $percent }%, en pausa

sending = Enviando { $name }
fetching = Descargando { $name }
open-image = Abrir imagen { $name }

# $name (String)
# $measure (String): how long or how large it is
play-video = Reproducir video { $name }, { $measure }

remove = Quitar { $name }
move-before = Mover { $name } antes
move-after = Mover { $name } después

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
        [one] { $count } archivo
       *[other] { $count } archivos
    }

# What a list says instead of words.
photo = Foto

video = Video
document = Archivo
audio-named = { audio }: { $name }
document-named = { document }: { $name }
voice-of-author = Audio de { $author }
own-voice = Tu audio

# $what (String): a video or a voice message
# $duration (String): such as "1:02"
lasting = { $what }, { $duration }

# $limit (String): such as "100 MB"
too-large = Es demasiado grande. El límite es { $limit }.

not-in-plan-video = El video es del plan Premium. Habla con la dirección de la escuela.
not-in-plan-audio = El audio es de los planes Standard y Premium. Habla con la dirección de la escuela.

# Where nothing tells whether it is audio or video.
not-in-plan-either = El audio es de los planes Standard y Premium, y el video del Premium. Habla con la dirección de la escuela.
