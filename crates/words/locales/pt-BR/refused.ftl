### What of mine that is no message was refused, and why.

# What was refused; the reason follows as a sentence of its own.
finish = O atendimento não foi finalizado.

forward = As mensagens não foram encaminhadas.
assign = Quem cuida do atendimento não mudou.
add-guardian = O responsável não foi adicionado.
answer-csat = A sua avaliação não foi registrada.
save-reply = A resposta pronta não foi salva.
delete-reply = A resposta pronta não foi excluída.

reply-not-a-member = Você não faz mais parte da equipe do canal.
reply-empty = O título ou o texto estava vazio.
reply-too-long = O título ou o texto era longo demais.
