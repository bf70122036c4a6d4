//! Books, meals, sports.

use super::Topic;

pub(super) const TOPICS: &[Topic] = &[
    &[
        "f:Oi! O prazo do livro que {aluno} levou pode ser renovado?",
        "s:Pode sim, renovei por mais quinze dias.",
        "f:Maravilha, falta pouco para terminar.",
    ],
    &[
        "f:Qual é o horário nas quartas-feiras?",
        "s:Das 13h30 às 15h, logo depois do almoço.",
        "f:Precisa levar alguma coisa?",
        "s:Só uma garrafinha de água e muita vontade.",
    ],
    &[
        "f:{aluno} quer participar, mas ficou com vergonha de pedir. Ainda tem vaga?",
        "s:Tem, e vai ser muito bem-vinda a participação! Pode vir na próxima aula.",
        "f:Ai que bom! Vamos incentivar daqui.",
        "s:Qualquer coisa, eu espero na porta.",
    ],
    &[
        "f:Boa tarde, o que mudou no calendário deste mês?",
        "s:Boa tarde! A atividade do dia 12 passou para o dia 19, por causa do feriado.",
        "f:Obrigado por explicar.",
        "s:Disponha!",
    ],
];
