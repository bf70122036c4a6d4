### What is asked about a message that is not on its way, and the answers (rule 20).

decision = Decisão sobre esta mensagem
decision-on-forward = Decisão sobre este encaminhamento
forward-not-let-through = A rede em que você está recusa este encaminhamento e deixa passar o resto. Tente por outra rede.
file-not-let-through = A rede em que você está recusa este arquivo e deixa passar o resto. Tente por outra rede.

# $names (String): guardians who joined after the message was written
# $count (Number): how many they are
seen-too-by = Também será vista por { $names }, { $count ->
        [1] que entrou
       *[other] que entraram
    } depois. Enviar?

# Why a message needs a decision.
blocked-ticket-finished = Este atendimento foi finalizado antes do envio.

blocked-answered-meanwhile = Um colega respondeu enquanto você escrevia. Leia antes de enviar.
blocked-audience-grew = Outro responsável entrou na conversa depois que você escreveu.
blocked-not-in-plan = O plano da escola não inclui mais este tipo de mensagem.
blocked-old = Você escreveu isto há mais de 12 horas. Ainda vale?
blocked-not-let-through = A rede em que você está recusa esta mensagem e deixa passar as outras. Tente por outra rede ou mude o texto.

# A button.
choice-send-anyway = Enviar mesmo assim

choice-start-ticket-and-send = Iniciar novo atendimento e enviar
choice-keep-as-draft = Guardar como rascunho
choice-discard = Descartar
