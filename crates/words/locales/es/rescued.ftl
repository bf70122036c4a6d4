### Words that cannot be sent any more.

title = Textos que no se enviaron
explained = Ya no se pueden enviar. Copia lo que aún necesitas: después de borrar, no se puede recuperar.
later = Ver después
forget = Ya copié, borrar
