### What the app says where there is no page yet: in a dialog, because it cannot open its own data.

data-unavailable = No se pudieron abrir los datos de Conversas. Revisa que haya espacio en el disco y permiso de escritura en la carpeta del perfil.
data-too-new = Estos datos son de una versión más nueva de Conversas. Actualiza la aplicación para abrirlos; no se cambió nada.
data-foreign = En el lugar de los datos de Conversas hay un archivo de otro programa, conversas.sqlite. Sácalo de la carpeta del perfil y abre la aplicación de nuevo; no se cambió nada.
data-in-use = Otro programa está usando los datos de Conversas. Ciérralo y abre la aplicación de nuevo.
data-fault = No se pudieron abrir los datos de Conversas por un error de la aplicación. Ábrela de nuevo; si el error vuelve, habla con la escuela.
