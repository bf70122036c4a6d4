### The history of a conversation as a file, as text or PDF.

conversation = Conversa
school = Escola
channel = Canal
student = Aluno
guardians = Responsáveis
exported = Exportada em
tickets = Atendimentos
ticket = Atendimento
messages = Mensagens
rating = Avaliação (CSAT)
comment = Comentário
taken-care-of-by = Responsável pelo atendimento
unsent = ainda não enviada
from-school = escola
incomplete = O início desta conversa não está neste arquivo: sem conexão, só a parte guardada neste aparelho pôde ser exportada.
earlier-tickets = Atendimentos mais antigos: veja as mudanças de status entre as mensagens.
nothing = Nenhuma mensagem.

# $who (String): who forwarded the message
# $channel (String): where it was written
# $author (String): who wrote it
# $when (String): day and time
forwarded-by = Encaminhada por { $who } de { $channel }; escrita por { $author } em { $when }

# $who (String)
# $channel (String)
# $count (Number): how many messages
forwarded-away = Encaminhada para { $channel } por { $who } ({ $count })

guardian-added = { $who } adicionou { $name }
took-over = { $who } assumiu o atendimento
handed-over = { $who } passou o atendimento para { $name }
released = { $who } liberou o atendimento

# $rating (Number): from 1 to 5
# $who (String)
rated = { $who } avaliou o atendimento: { $rating } de 5

# The PDF's font lacks characters.
# $count (Number): how many
not-shown = Caracteres que este PDF não mostra: { $count }; em seu lugar há um “◻”. O arquivo de texto os tem.

kind-image = Imagem
kind-video = Vídeo

# A recorded voice message.
kind-voice = Áudio

# A sound file that was made elsewhere.
kind-audio = Arquivo de áudio

kind-document = Arquivo

# Day and month have two digits.
date = { $day }/{ $month }/{ $year }
