### Words that cannot be sent any more.

title = Textos que não foram enviados
explained = Não há mais como enviá-los. Copie o que ainda precisa: depois de apagar, não há como recuperar.
later = Ver depois
forget = Já copiei, apagar
