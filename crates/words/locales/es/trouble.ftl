### What is asked about a message that is not on its way, and the answers (rule 20).

decision = Decisión sobre este mensaje
decision-on-forward = Decisión sobre este reenvío
forward-not-let-through = La red en la que estás rechaza este reenvío y deja pasar lo demás. Prueba con otra red.
file-not-let-through = La red en la que estás rechaza este archivo y deja pasar lo demás. Prueba con otra red.

# $names (String): guardians who joined after the message was written
# $count (Number): how many they are
seen-too-by = También lo { $count ->
        [1] verá { $names }, que entró
       *[other] verán { $names }, que entraron
    } después. ¿Enviar?

# Why a message needs a decision.
blocked-ticket-finished = Esta atención se finalizó antes del envío.

blocked-answered-meanwhile = Un colega respondió mientras escribías. Léelo antes de enviar.
blocked-audience-grew = Otro responsable entró en la conversación después de que escribiste.
blocked-not-in-plan = El plan de la escuela ya no incluye este tipo de mensaje.
blocked-old = Escribiste esto hace más de 12 horas. ¿Sigue siendo válido?
blocked-not-let-through = La red en la que estás rechaza este mensaje y deja pasar los demás. Prueba con otra red o cambia el texto.

# A button.
choice-send-anyway = Enviar de todos modos

choice-start-ticket-and-send = Iniciar nueva atención y enviar
choice-keep-as-draft = Guardar como borrador
choice-discard = Descartar
