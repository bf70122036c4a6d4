### Data that were damaged.

title = Datos dañados
explained = Los datos de este dispositivo estaban dañados. Lo que tiene la escuela vuelve del servidor; lo que aún no se había enviado puede faltar. Lo que se pudo guardar quedó en este dispositivo.
understood = Entendido
