### What cannot be sent any more.

title = Textos que não foram enviados
title-lost = O que não foi enviado
explained = Não há mais como enviá-los. Copie o que ainda precisa: depois de apagar, não há como recuperar.
unreadable = Algo que esperava para ser enviado não pôde ser lido e se perdeu.
voice = Um áudio não foi enviado e foi apagado: você não tem mais acesso à conversa.
later = Ver depois
forget = Já copiei, apagar
understood = Entendi
