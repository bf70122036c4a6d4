### The sign-in page.

welcome = La escuela y la familia en la misma conversación.
title = Entrar
lead = Usa el correo que registró la escuela.
server = Dirección de la escuela
server-example = conversas.escuela.org
email = Correo
email-example = tu@ejemplo.com
password = Contraseña
show-password = Mostrar contraseña
submit = Entrar
submitting = Entrando…
fine = Las conversaciones quedan en el servidor de tu escuela. Conversas es software libre.
revoked = La escuela cerró tu sesión.
revoked-hint = Entra de nuevo para continuar.
server-missing = Escribe la dirección de la escuela.
email-missing = Escribe tu correo.
email-odd = Este correo no parece completo. Revisa lo que sigue a la @.
password-missing = Escribe tu contraseña.
choose = ¿Como quién quieres entrar?
demo = Demostración
sample-of = madre de Theo, 4º B
sample-question = ¡Buenos días! ¿Puedo tener hoy la constancia de matrícula?
sample-answer = Claro. La envío por aquí antes de las 11.
sample-author = Ana, de Secretaría
sample-thanks = La recibí. ¡Gracias, Ana!
sample-answered = { $who } respondió · En atención

# $name (String): the first name of an example person
demo-enter-as = Entrar como { $name }, { $place ->
        [secretary] de Secretaría
        [administration] de la administración
       *[family] de una familia
    }

tries-refused =
    { $count ->
        [one] Hubo 1 intento de entrar en tu cuenta con una contraseña incorrecta.
       *[other] Hubo { $count } intentos de entrar en tu cuenta con una contraseña incorrecta.
    }
