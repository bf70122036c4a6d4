### A sentence for every failure and refusal.

internal = O Conversas falhou aqui. Tente de novo; se continuar, feche e abra o programa.
signed-out = A sua sessão terminou. Entre de novo.
bad-address = Este endereço não é válido. Confira com a escola.
address-is-email = Isto é um e-mail. O endereço da escola é como conversas.escola.com.br.
address-needs-https = Use https:// no começo do endereço: por http:// a senha iria sem proteção.
offline = Sem conexão com o servidor da escola. Confira a internet e o endereço.
not-a-server = Neste endereço não responde um servidor do Conversas. Se a rede pede para entrar pelo navegador, entre primeiro; senão, confira o endereço com a escola.
app-too-old = Este aplicativo é antigo demais para o servidor da escola. Atualize o aplicativo e tente de novo.
bad-credentials = E-mail ou senha não conferem.
account-ended = A escola encerrou este acesso. Fale com a secretaria.
choose-role = Escolha como quem entrar.
too-many-attempts = Muitas tentativas. Espere um pouco e tente de novo.

# $count (Number)
too-many-attempts-seconds =
    { $count ->
        [one] Muitas tentativas. Tente de novo em { $count } segundo.
       *[other] Muitas tentativas. Tente de novo em { $count } segundos.
    }

# $count (Number): at least 2
too-many-attempts-minutes = Muitas tentativas. Tente de novo em { $count } minutos.

unsent-items = Há o que ainda não foi enviado.
not-found = Não está mais disponível para você.
forbidden = Você não tem permissão para isso.
text-empty = Escreva a mensagem.
text-too-long = A mensagem passou do limite de 10.000 caracteres.
ticket-finished = Este atendimento já foi finalizado. Inicie um novo para escrever.
ticket-still-open = O atendimento atual ainda está aberto. Escreva nele.
channel-unavailable = Este canal não recebe mensagens sobre este aluno.
not-a-member = Esta pessoa não faz parte da equipe do canal.
guardian-not-addable = Esta pessoa não pode ser adicionada à conversa.
survey-closed = A avaliação já foi encerrada.
not-forwardable = Isto não pode ser encaminhado.
not-in-plan = O plano da escola não inclui este recurso.
too-many-replies = O canal já tem 200 respostas prontas, o máximo. Exclua uma para criar outra.
file-missing = Este arquivo não está mais disponível.
no-microphone = Nenhum microfone encontrado. Conecte um e tente de novo.
no-permission = O sistema não deixa o Conversas usar o microfone. Permita nas configurações do sistema.
recorder-busy = Já há uma gravação em andamento. Envie ou exclua antes de começar outra.
take-too-short = A gravação é curta demais para enviar.
unsupported = Este aparelho não faz isso aqui.
storage-unavailable = O disco deste aparelho está cheio ou protegido. Libere espaço e tente de novo.
server-failed = O servidor da escola falhou. Tente de novo daqui a pouco.

# Why a message or an act will never be sent.
rejected-not-found = Esta conversa não está mais disponível para você.

rejected-answered-meanwhile = Um colega respondeu enquanto você escrevia.
rejected-file-empty = O arquivo está vazio.
rejected-file-too-large = O arquivo é grande demais.
rejected-file-kind-not-allowed = Este tipo de arquivo não pode ser enviado.
rejected-file-kind-false = O conteúdo do arquivo não é o que o nome diz.
rejected-file-has-macros = Documentos com macros não são enviados, porque uma macro é um programa. Salve uma cópia sem macros (.docx, .xlsx ou .pptx) ou em PDF.
rejected-file-too-many-pixels = A imagem tem mais de 64 milhões de pixels. Diminua a imagem, ou envie em um zip.
rejected-file-broken = O arquivo está danificado.
rejected-file-infected = O antivírus da escola encontrou um problema neste arquivo.
rejected-text-empty = A mensagem estava vazia.
rejected-audience-grew = Outro responsável entrou na conversa antes do envio.
rejected-unknown = O servidor recusou isto por um motivo novo. Atualize o aplicativo para ver qual.
rejected-id-taken = O servidor recusou esta mensagem. Guarde como rascunho e envie de novo.
