### What the app says where there is no page yet.

# A dialog before there is a window: the app cannot open its own data.
data-unavailable = No se pudieron abrir los datos de Conversas. Revisa que haya espacio y permiso de escritura en el disco.
