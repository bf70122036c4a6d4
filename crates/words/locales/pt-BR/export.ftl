### "Exportar histórico".

title = Exportar o histórico
lead = Todas as mensagens desta conversa que você pode ler, com nomes, horários e a cronologia de cada atendimento.
confirm = Exportar
busy = Preparando…
format = Formato
done = Histórico salvo
partly = Histórico salvo sem a parte mais antiga: ela não está neste aparelho.
unsaved = O arquivo não pôde ser salvo. Escolha outra pasta e tente de novo.
pdf = PDF
pdf-hint = Para ler, imprimir ou arquivar
text = Texto
text-hint = Para copiar ou procurar palavras
