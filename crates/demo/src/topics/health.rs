//! Medicine, symptoms, certificates.

use super::Topic;

pub(super) const TOPICS: &[Topic] = &[
    &[
        "f:Bom dia! {aluno} precisa tomar o antibiótico às 11h. Vai na mochila com a receita.",
        "s:Bom dia! Recebi a caixa e a receita. Dou às 11h e aviso.",
        "s:Tomou direitinho às 11h02.",
        "f:Obrigada! São mais quatro dias.",
        "s:Anotado até sexta.",
    ],
    &[
        "s:Oi, {resp}. {aluno} caiu no recreio e ralou o joelho. Limpamos e está tudo bem.",
        "f:Obrigada por avisar! Chorou muito?",
        "s:Um pouquinho. Já voltou para a aula com um curativo de dinossauro.",
        "f:Vai querer outro amanhã, então.",
    ],
    &[
        "f:{aluno} ficou com febre no domingo. Pode ir para a escola hoje?",
        "s:Bom dia! Pedimos 24 horas sem febre, para o bem de todos.",
        "f:Então fica em casa hoje. O atestado mando amanhã.",
        "s:Melhoras! Aviso a turma.",
    ],
    &[
        "f:Descobrimos uma alergia a amendoim. O que precisamos entregar?",
        "s:O laudo e o plano de ação do médico. Já aviso a cozinha hoje.",
        "n:Cozinha avisada. Falta etiqueta na bandeja.",
        "f:Segue amanhã na agenda. Obrigada pela atenção.",
        "s:Recebido. Plano de ação na enfermaria e na sala.",
    ],
];
