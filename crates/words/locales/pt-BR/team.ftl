### What colleagues do together: internal notes, who takes care, who else is here.

note-placeholder = Só a equipe vê. Use @ para chamar um colega
save-note = Salvar nota
note-saved = Nota interna salva.
note-saved-next-is-for-family = Nota interna salva. Agora você escreve para a família.
note-kept = Guardada como rascunho em Nota interna.
colleagues = Colegas
assign = Assumir
release = Liberar
hand-over = Passar para um colega
hand-over-title = Passar o atendimento para
hand-over-hint = É um aviso para a equipe. O status do atendimento não muda.
hand-over-confirm = Passar atendimento
choose-colleague = Escolha um colega.
no-colleague = Não há outro colega neste canal.
takes-care = Quem cuida
nobody = Ninguém assumiu ainda
you-take-care = Você cuida

# $name (String): a first name
care-of = { $name } cuida

only-team = só a equipe do canal { $channel }

colleagues-found =
    { $count ->
        [0] { $count } colegas
        [one] { $count } colega
       *[other] { $count } colegas
    }

# $names (String): first names
# $count (Number): how many people they are
are-writing = { $names } { $count ->
        [one] está escrevendo
       *[other] estão escrevendo
    }

# $names (String): first names
# $count (Number): how many people they are
are-seeing = { $names } { $count ->
        [one] está vendo esta conversa
       *[other] estão vendo esta conversa
    }
