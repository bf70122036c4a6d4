### "Exportar histórico".

title = Exportar el historial
lead = Todos los mensajes de esta conversación que puedes leer, con nombres, horas y la cronología de cada atención.
confirm = Exportar
busy = Preparando…
format = Formato
done = Historial guardado
partly = Historial guardado sin la parte más antigua: no está en este dispositivo.
unsaved = No se pudo guardar el archivo. Elige otra carpeta e intenta de nuevo.
pdf = PDF
pdf-hint = Para leer, imprimir o archivar
text = Texto
text-hint = Para copiar o buscar palabras
