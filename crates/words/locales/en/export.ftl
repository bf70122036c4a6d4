### "Exportar histórico".

title = Export the history
lead = All the messages in this conversation that you can read, with names, times and the timeline of each request.
confirm = Export
busy = Preparing…
format = Format
done = History saved
partly = History saved without its oldest part, which is not on this device.
unsaved = The file could not be saved. Choose another folder and try again.
pdf = PDF
pdf-hint = To read, print or file
text = Text
text-hint = To copy from or search in
