### Notifications: their settings, and what they say.

title = Notificações
enabled = Avisar sobre novas mensagens
show-text = Mostrar o texto da mensagem
show-text-hint = Sem isso, o aviso diz só quem escreveu.
channels = Avisar sobre estes canais
quiet = Horário de silêncio
quiet-hint = Nenhum aviso neste período, todos os dias.
from = Das
to = às
from-label = Começo do silêncio
to-label = Fim do silêncio
permission = Este navegador ainda não mostra os avisos.
allow = Permitir avisos
denied = Este navegador bloqueou os avisos. Mude isso nas permissões do site.
unsupported = Este navegador não tem avisos.

# The page's title.
# $count (Number): unread conversations
unread-title = ({ $count }) Conversas
