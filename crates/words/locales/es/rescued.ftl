### What cannot be sent any more.

title = Textos que no se enviaron
title-lost = Lo que no se envió
explained = Ya no se pueden enviar. Copia lo que aún necesitas: después de borrar, no se puede recuperar.
unreadable = Algo que esperaba para enviarse no se pudo leer y se perdió.
voice = Un audio no se envió y se borró: ya no tienes acceso a la conversación.
later = Ver después
forget = Ya copié, borrar
understood = Entendido
