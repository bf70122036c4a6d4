### A sentence for every failure and refusal.

internal = Conversas falló aquí. Intenta de nuevo; si sigue, cierra y abre el programa.
signed-out = Tu sesión terminó. Entra de nuevo.
bad-address = Esta dirección no es válida. Consúltala con la escuela.
address-is-email = Esto es un correo. La dirección de la escuela es como conversas.escuela.org.
address-needs-https = Usa https:// al comienzo de la dirección: por http:// la contraseña iría sin protección.
offline = Sin conexión con el servidor de la escuela. Revisa internet y la dirección.
not-a-server = En esta dirección no responde un servidor de Conversas. Si la red pide entrar con el navegador, entra primero; si no, consulta la dirección con la escuela.
app-too-old = Esta aplicación es demasiado antigua para el servidor de la escuela. Actualiza la aplicación e intenta de nuevo.
bad-credentials = El correo o la contraseña no coinciden.
account-ended = La escuela cerró este acceso. Habla con Secretaría.
choose-role = Elige como quién entrar.
too-many-attempts = Muchos intentos. Espera un poco e intenta de nuevo.

# $count (Number)
too-many-attempts-seconds =
    { $count ->
        [one] Muchos intentos. Intenta de nuevo en { $count } segundo.
       *[other] Muchos intentos. Intenta de nuevo en { $count } segundos.
    }

# $count (Number): at least 2
too-many-attempts-minutes = Muchos intentos. Intenta de nuevo en { $count } minutos.

unsent-items = Hay algo que aún no se envió.
not-found = Ya no está disponible para ti.
forbidden = No tienes permiso para esto.
text-empty = Escribe el mensaje.
text-too-long = El mensaje pasó el límite de 10.000 caracteres.
ticket-finished = Esta atención ya se finalizó. Inicia una nueva para escribir.
ticket-still-open = La atención actual sigue abierta. Escribe en ella.
channel-unavailable = Este canal no recibe mensajes sobre este alumno.
not-a-member = Esta persona no forma parte del equipo del canal.
guardian-not-addable = No se puede agregar a esta persona a la conversación.
survey-closed = La evaluación ya se cerró.
not-forwardable = Esto no se puede reenviar.
not-in-plan = El plan de la escuela no incluye esto.
too-many-replies = El canal ya tiene 200 respuestas rápidas, el máximo. Elimina una para crear otra.
file-missing = Este archivo ya no está disponible.
no-microphone = No se encontró ningún micrófono. Conecta uno e intenta de nuevo.
no-permission = El sistema no deja que Conversas use el micrófono. Permítelo en la configuración del sistema.
recorder-busy = Ya hay una grabación en curso. Envíala o elimínala antes de empezar otra.
take-too-short = La grabación es demasiado corta para enviarla.
unsupported = Este dispositivo no puede hacer eso aquí.
storage-unavailable = El disco de este dispositivo está lleno o protegido. Libera espacio e intenta de nuevo.
server-failed = El servidor de la escuela falló. Intenta de nuevo en un rato.

# Why a message or an act will never be sent.
rejected-not-found = Esta conversación ya no está disponible para ti.

rejected-answered-meanwhile = Un colega respondió mientras escribías.
rejected-file-empty = El archivo está vacío.
rejected-file-too-large = El archivo es demasiado grande.
rejected-file-kind-not-allowed = Este tipo de archivo no se puede enviar.
rejected-file-kind-false = El contenido del archivo no es lo que dice su nombre.
rejected-file-has-macros = Los documentos con macros no se envían, porque una macro es un programa. Guarda una copia sin macros (.docx, .xlsx o .pptx) o en PDF.
rejected-file-too-many-pixels = La imagen tiene más de 64 millones de píxeles. Redúcela, o envíala en un zip.
rejected-file-broken = El archivo está dañado.
rejected-file-infected = El antivirus de la escuela encontró un problema en este archivo.
rejected-text-empty = El mensaje estaba vacío.
rejected-audience-grew = Otro responsable entró en la conversación antes del envío.
rejected-unknown = El servidor rechazó esto por un motivo nuevo. Actualiza la aplicación para ver cuál.
rejected-id-taken = El servidor rechazó este mensaje. Guárdalo como borrador y envíalo de nuevo.
