### Settings of this device: sound and storage.

speed = Velocidade das mensagens de voz
microphone = Microfone
looking = Procurando microfones…
usual-microphone = Padrão do sistema
gone-microphone = Microfone que não está conectado
gone-microphone-hint = Enquanto não estiver, vale o padrão do sistema
no-microphone = Nenhum microfone encontrado. Conecte um e volte a esta janela.
storage = Arquivos neste aparelho
limit = Guardar no máximo
clear = Apagar arquivos guardados
clear-title = Apagar os arquivos guardados?
clear-hint = Eles continuam no servidor da escola e são baixados de novo quando você abrir. O que ainda não foi enviado fica.
cleared = Arquivos apagados deste aparelho.

# $size (String): of the files that are kept here, such as "820 MB"
# $limit (String): how much may be kept
used = { $size } de { $limit } em uso, para abrir sem conexão. O que foi aberto há mais tempo sai primeiro.

# $size (String): such as "12 MB"
unsent = Mais { $size } esperam o envio e não são apagados.
