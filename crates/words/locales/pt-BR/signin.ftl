### The sign-in page.

welcome = A escola e a família na mesma conversa.
title = Entrar
lead = Use o e-mail que a escola cadastrou.
server = Endereço da escola
server-example = conversas.escola.com.br
email = E-mail
email-example = voce@exemplo.com
password = Senha
show-password = Mostrar senha
submit = Entrar
submitting = Entrando…
fine = As conversas ficam no servidor da sua escola. O Conversas é um programa livre.
revoked = Sua sessão foi encerrada pela escola.
revoked-hint = Entre de novo para continuar.
server-missing = Escreva o endereço da escola.
email-missing = Escreva o seu e-mail.
email-odd = Este e-mail não parece completo. Confira o que vem depois do @.
password-missing = Escreva a sua senha.
choose = Como quem você quer entrar?
demo = Demonstração
sample-of = mãe do Theo, 4º B
sample-question = Bom dia! Consigo a declaração de matrícula hoje?
sample-answer = Consegue, sim. Envio por aqui até as 11h.
sample-author = Ana, da Secretaria
sample-thanks = Recebi. Obrigada, Ana!
sample-answered = { $who } respondeu · Em atendimento

# $name (String): the first name of an example person
demo-enter-as = Entrar como { $name }, { $place ->
        [secretary] da Secretaria
        [administration] da administração
       *[family] de uma família
    }

tries-refused =
    { $count ->
        [1] Houve 1 tentativa de entrar na sua conta com senha errada.
       *[other] Houve { $count } tentativas de entrar na sua conta com senha errada.
    }
