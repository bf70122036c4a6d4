### What is not sent and would be lost: said before somebody signs out, or signs in where another person's waits.

leave-title = ¿Salir y perder lo que no se envió?
stay = Seguir aquí
leave = Salir y descartar
enter-title = ¿Entrar y borrar lo que otra persona no envió?
enter-hint = Esa persona aún puede enviarlo todo, si entra antes en este dispositivo.
enter = Entrar y borrar

# The same three sentences where nobody knows whose it is: it may be of the one who signs in.
enter-title-nobodys = ¿Entrar y borrar lo que no se envió?
enter-hint-nobodys = Este dispositivo no sabe de quién es. Puede ser tuyo.

# $what (String): a list such as "2 mensagens e 1 rascunho"
entering-erases-nobodys = Al entrar, borras lo que aún no se envió desde este dispositivo: { $what }.

# $what (String): a list such as "2 mensagens e 1 rascunho"
leaving-loses-unsent = Al salir, pierdes lo que aún no se envió: { $what }.

# $what (String): a list with conversations that only this device may have
leaving-loses-conversations = Al salir, pierdes lo que quizá solo este dispositivo tenga: { $what }.

# $what (String): a list such as "2 mensagens e 1 rascunho"
entering-erases-unsent = Al entrar, borras lo que otra persona aún no envió desde este dispositivo: { $what }.

# $what (String): a list with conversations that only this device may have
entering-erases-conversations = Al entrar, borras lo que otra persona quizá solo tenga en este dispositivo: { $what }.

messages =
    { $count ->
        [one] { $count } mensaje
       *[other] { $count } mensajes
    }

files =
    { $count ->
        [one] { $count } archivo
       *[other] { $count } archivos
    }

audios =
    { $count ->
        [one] { $count } audio
       *[other] { $count } audios
    }

drafts =
    { $count ->
        [one] { $count } borrador
       *[other] { $count } borradores
    }

# What somebody did that is neither a message nor a draft, such as finishing a ticket.
acts =
    { $count ->
        [one] { $count } acción
       *[other] { $count } acciones
    }

conversations =
    { $count ->
        [one] { $count } conversación
       *[other] { $count } conversaciones
    }

# What was kept of data that were damaged: something unsent may be in it.
damaged =
    { $count ->
        [one] { $count } copia de datos dañados
       *[other] { $count } copias de datos dañados
    }
