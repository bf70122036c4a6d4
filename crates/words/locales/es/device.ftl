### Settings of this device: sound and storage.

speed = Velocidad de los mensajes de voz
microphone = Micrófono
looking = Buscando micrófonos…
usual-microphone = Predeterminado del sistema
gone-microphone = Micrófono que no está conectado
gone-microphone-hint = Mientras no lo esté, se usa el predeterminado del sistema
no-microphone = No se encontró ningún micrófono. Conecta uno y vuelve a esta ventana.
storage = Archivos en este dispositivo
limit = Guardar como máximo
clear = Borrar archivos guardados
clear-title = ¿Borrar los archivos guardados?
clear-hint = Siguen en el servidor de la escuela y se descargan de nuevo cuando los abras. Lo que aún no se envió se queda.
cleared = Archivos borrados de este dispositivo.

# $size (String): of the files that are kept here, such as "820 MB"
# $limit (String): how much may be kept
used = { $size } de { $limit } en uso, para abrir sin conexión. Lo abierto hace más tiempo sale primero.

# $size (String): such as "12 MB"
unsent = Otros { $size } esperan el envío y no se borran.
