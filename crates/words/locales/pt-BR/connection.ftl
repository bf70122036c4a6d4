### How the device stands to the server: a locked session, and what is known of why nothing answers.

sign-in-again = Entrar de novo
not-let-through = A rede em que você está recusa algo que você fez e deixa passar o resto. Fica na fila; tente por outra rede.
disk-full = O disco deste aparelho está cheio.
disk-full-hint = Novas mensagens não chegam.
outdated = Há novidades que só um aplicativo mais novo mostra. Atualize o aplicativo para ver isto.
app-too-old = Atualize o aplicativo.
back-to-conversations = Voltar às conversas
locked-keyring = Chaveiro bloqueado.
locked-sign-in = Sessão bloqueada.
locked-keyring-hint = Suas conversas continuam aqui. Desbloqueie o chaveiro do sistema para enviar e receber.
locked-sign-in-hint = Suas conversas continuam aqui. Entre de novo para enviar e receber.

# Why the server cannot be reached, and what helps.
trouble-no-server = Outra página responde no lugar do servidor da escola. Talvez a rede peça para entrar pelo navegador.

trouble-app-too-old = O servidor da escola precisa de uma versão mais nova. Suas conversas continuam aqui, e o que está na fila sai depois da atualização.
trouble-certificate-untrusted = O certificado do servidor não é confiável. Nada foi enviado. Avise a escola.
trouble-certificate-expired = O certificado do servidor venceu, ou o relógio deste aparelho está adiantado. Confira a data e a hora.
trouble-certificate-not-yet = O relógio deste aparelho parece atrasado: o certificado do servidor ainda não vale. Confira a data e a hora.
