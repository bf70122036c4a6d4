### "Respostas prontas": the picker in the composer, and where they are kept.

title = Respuestas rápidas
lead = Textos que el equipo del canal usa siempre. En el campo de mensaje, escribe / para elegir uno.
manage = Administrar respuestas rápidas
channel = Canal
none = Aún sin respuestas rápidas
none-hint = Crea la primera: un plazo, una dirección, una lista de documentos.
new = Nueva respuesta
edit-title = Editar respuesta
name = Título
name-hint = Con él encuentra el equipo la respuesta.
text = Texto
tokens = Insertar un nombre
tokens-hint = Se reemplazan por los nombres de cada conversación.
example = Por ejemplo:{ " " }
example-guardian = Juliana de Souza Prado
example-student = Theo Prado
save = Guardar
saved = Respuesta guardada
delete = Eliminar
delete-title = ¿Eliminar esta respuesta?
delete-hint = Desaparece para todo el equipo del canal. Los mensajes ya enviados siguen.
deleted = Respuesta eliminada
name-missing = Escribe el título.
text-missing = Escribe el texto.
name-long = El título pasó de 120 caracteres.
text-long = El texto pasó de 10.000 caracteres.
pick-one = Elegir respuesta rápida
picks = { " " }inserta
back = Volver a los ajustes
edit = Editar { $name }
delete-named = Eliminar { $name }

count =
    { $count ->
        [one] { $count } respuesta
       *[other] { $count } respuestas
    }
