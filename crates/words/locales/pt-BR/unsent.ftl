### What is not sent and would be lost: said before somebody signs out, or signs in where another person's waits.

leave-title = Sair e perder o que não foi enviado?
stay = Continuar aqui
leave = Sair e descartar
enter-title = Entrar e apagar o que outra pessoa não enviou?
enter-hint = Essa pessoa ainda pode enviar tudo, se entrar antes neste aparelho.
enter = Entrar e apagar

# The same three sentences where nobody knows whose it is: it may be of the one who signs in.
enter-title-nobodys = Entrar e apagar o que não foi enviado?
enter-hint-nobodys = Este aparelho não sabe de quem é isso. Pode ser seu.

# $what (String): a list such as "2 mensagens e 1 rascunho"
entering-erases-nobodys = Ao entrar, você apaga o que ainda não foi enviado deste aparelho: { $what }.

# $what (String): a list such as "2 mensagens e 1 rascunho"
leaving-loses-unsent = Ao sair, você perde o que ainda não foi enviado: { $what }.

# $what (String): a list with conversations that only this device may have
leaving-loses-conversations = Ao sair, você perde o que talvez só este aparelho tenha: { $what }.

# $what (String): a list such as "2 mensagens e 1 rascunho"
entering-erases-unsent = Ao entrar, você apaga o que outra pessoa ainda não enviou deste aparelho: { $what }.

# $what (String): a list with conversations that only this device may have
entering-erases-conversations = Ao entrar, você apaga o que outra pessoa talvez só tenha neste aparelho: { $what }.

messages =
    { $count ->
        [one] { $count } mensagem
       *[other] { $count } mensagens
    }

files =
    { $count ->
        [one] { $count } arquivo
       *[other] { $count } arquivos
    }

audios =
    { $count ->
        [one] { $count } áudio
       *[other] { $count } áudios
    }

drafts =
    { $count ->
        [one] { $count } rascunho
       *[other] { $count } rascunhos
    }

# What somebody did that is neither a message nor a draft, such as finishing a ticket.
acts =
    { $count ->
        [one] { $count } ação
       *[other] { $count } ações
    }

conversations =
    { $count ->
        [one] { $count } conversa
       *[other] { $count } conversas
    }

# What was kept of data that were damaged: something unsent may be in it.
damaged =
    { $count ->
        [one] { $count } cópia de dados danificados
       *[other] { $count } cópias de dados danificados
    }
