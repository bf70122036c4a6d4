### Data that were damaged.

title = Datos dañados
explained = Los datos de este dispositivo estaban dañados. Lo que tiene la escuela vuelve del servidor; lo que aún no se había enviado puede faltar. Lo que se pudo guardar quedó en este dispositivo.

# The same, where what could be kept goes when the person confirms.
explained-goes = Los datos de este dispositivo estaban dañados. Lo que tiene la escuela vuelve del servidor; lo que aún no se había enviado puede faltar. Lo que se pudo guardar se borrará de este dispositivo cuando lo confirmes, porque terminó el acceso a una parte de lo que hay allí.
understood = Entendido
