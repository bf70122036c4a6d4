### What the notices of the system and of the browser say.

mention = { $from } chamou você
handed-over = { $from } passou um atendimento para você
survey = Como foi o atendimento?

# $count (Number): how many are unread
# $channel (String)
messages =
    { $count ->
        [1] Nova mensagem
       *[other] { $count } novas mensagens
    } · { $channel }
