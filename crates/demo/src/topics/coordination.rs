//! Learning, routine, living together.

use super::Topic;

pub(super) const TOPICS: &[Topic] = &[
    &[
        "f:Olá, {aluno} tem voltado para casa sem vontade de falar da escola. Aconteceu alguma coisa?",
        "s:Oi, {resp}. Obrigada por contar. Vou conversar com a professora hoje e retorno.",
        "n:Professora comenta que a dupla de trabalho mudou na segunda. Observar o recreio.",
        "s:Conversamos: foi uma mudança de grupo. Já combinamos uma nova dupla para amanhã.",
        "f:Que alívio. Obrigada pelo cuidado.",
    ],
    &[
        "f:Boa tarde! Quando saem as notas do bimestre?",
        "s:Boa tarde! Na próxima quarta, no portal.",
        "f:E a recuperação, como funciona?",
        "s:São duas semanas de plantão e uma prova no fim. Mando o calendário por aqui.",
        "f:Ótimo, fico no aguardo.",
    ],
    &[
        "f:Podemos marcar uma conversa presencial sobre a adaptação de {aluno}?",
        "s:Claro! Tenho quinta às 8h ou sexta às 16h30.",
        "f:Sexta às 16h30 é perfeito.",
        "t:Anotado. Vou participar também, acompanho a turma pela manhã.",
        "f:Até sexta, então.",
    ],
    &[
        "f:A tarefa de matemática desta semana está difícil de fazer em casa.",
        "s:Entendo. Não precisa terminar tudo: o importante é tentar os três primeiros.",
        "f:Isso tira um peso. Ele tentou sozinho e travou no quarto.",
        "s:Vamos retomar em sala na terça, com material concreto.",
    ],
    &[
        "f:Gostaríamos de saber mais sobre a feira de ciências. As famílias participam?",
        "s:Participam! No sábado, das 9h às 12h, cada grupo apresenta o seu projeto.",
        "f:Podemos levar os avós?",
        "s:Devem! Quanto mais plateia, melhor.",
        "f:Combinado, estaremos lá.",
    ],
    &[
        "f:{aluno} disse que um colega tem feito piadas com o cabelo. Isso preocupa a gente.",
        "s:Obrigada por avisar, {resp}. Tratamos disso hoje mesmo com as turmas.",
        "n:Roda de conversa feita, registrar no acompanhamento e rever em duas semanas.",
        "t:Conversamos com o grupo e com as famílias. Sigo de perto e conto como evolui.",
        "f:Agradecemos muito a rapidez.",
    ],
];
