### How the device stands to the server: a locked session, and what is known of why nothing answers.

sign-in-again = Entrar de nuevo
not-let-through = La red en la que estás rechaza algo que hiciste y deja pasar lo demás. Queda en cola; prueba con otra red.
disk-full = El disco de este dispositivo está lleno.
disk-full-hint = No llegan mensajes nuevos.
outdated = Hay novedades que solo una aplicación más nueva muestra. Actualiza la aplicación para ver esto.
app-too-old = Actualiza la aplicación.
back-to-conversations = Volver a las conversaciones
locked-keyring = Llavero bloqueado.
locked-sign-in = Sesión bloqueada.
locked-keyring-hint = Tus conversaciones siguen aquí. Desbloquea el llavero del sistema para enviar y recibir.
locked-sign-in-hint = Tus conversaciones siguen aquí. Entra de nuevo para enviar y recibir.

# Why the server cannot be reached, and what helps.
trouble-no-server = Otra página responde en lugar del servidor de la escuela. Quizá la red pida entrar con el navegador.

trouble-app-too-old = El servidor de la escuela necesita una versión más nueva. Tus conversaciones siguen aquí, y lo que está en cola sale después de la actualización.
trouble-certificate-untrusted = El certificado del servidor no es de confianza. No se envió nada. Avisa a la escuela.
trouble-certificate-expired = El certificado del servidor venció, o el reloj de este dispositivo está adelantado. Revisa la fecha y la hora.
trouble-certificate-not-yet = El reloj de este dispositivo parece atrasado: el certificado del servidor aún no vale. Revisa la fecha y la hora.
