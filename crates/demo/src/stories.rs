//! The stories: conversations of the first school that are written by hand, as in the pictures of the design.

use super::schools::sabia::{COORDINATION_1, FINANCE, HEALTH, SECRETARY};
use super::script::{Chapter, End, Thread};

const DAY: i64 = 24 * 60;
const RAFAELA: usize = 0;
const ANA: usize = 1;
const MARTA: usize = 2;
const CLAUDIO: usize = 3;
const BEATRIZ: usize = 4;
const SILVIA: usize = 5;

/// Makes a ticket. The last line was written `minutes` ago; about `pace` minutes lie between two lines.
fn chapter(minutes: i64, pace: i64, end: End, lines: &[&'static str]) -> Chapter {
    Chapter { ended: minutes, pace, end, lines: lines.to_vec() }
}

fn thread(channel: usize, student: usize, staff: [usize; 2], chapters: Vec<Chapter>) -> Thread {
    Thread { channel, student, starter: 0, second: 1, staff, chapters, encore: None }
}

pub(super) fn told() -> Vec<Thread> {
    vec![theo(), nina(), otavio(), iara(), bento(), hugo(), alice(), davi(), theo_finance(), diary(), nurse()]
}

fn theo() -> Thread {
    thread(
        SECRETARY,
        0,
        [ANA, RAFAELA],
        vec![
            chapter(
                222 * DAY,
                20,
                End::Finished,
                &[
                    "f:Oi! Onde compro o uniforme de inverno?",
                    "s:Oi, Juliana! Na loja da rua de trás ou no bazar de trocas, aos sábados.",
                    "f:Obrigada!",
                ],
            ),
            chapter(
                97 * DAY,
                35,
                End::Rated(4, None),
                &[
                    "f:Boa tarde! A rematrícula do Theo já pode ser feita?",
                    "t:Boa tarde! Pode sim, o contrato está no portal.",
                    "g:Assinei agora, confirmam?",
                    "t:Confirmado, Marcos. Vaga garantida no 4º ano B.",
                ],
            ),
            chapter(
                44 * DAY,
                15,
                End::Rated(5, Some("A Ana sempre resolve na hora.")),
                &[
                    "f:Bom dia, faltou algum documento do Theo?",
                    "s:Bom dia! Só o comprovante de endereço.",
                    "f:Segue amanhã pela agenda.",
                    "s:Recebido, cadastro completo.",
                ],
            ),
            chapter(
                24,
                9,
                End::Open,
                &[
                    "f:Bom dia! Preciso da declaração de matrícula do Theo para o plano de saúde.",
                    "s:Bom dia, Juliana! Já vou preparar. Envio por aqui até as 11h.",
                    "g:Se puder colocar o turno na declaração, o plano pede.",
                    "s:Coloco sim, Marcos: turno da manhã.",
                    "n:Declaração assinada, cópia na pasta da turma.",
                    "S:declaracao",
                    "s:Pronto! Se o plano pedir outro formato, é só avisar.",
                    "f:Perfeito, obrigada! Aproveitando: o boleto de abril veio sem o desconto de irmãos.",
                    "t:Quem confere isso é o Financeiro. Já vejo com eles, Juliana.",
                ],
            ),
        ],
    )
}

fn nina() -> Thread {
    thread(
        SECRETARY,
        2,
        [ANA, RAFAELA],
        vec![
            chapter(
                31 * DAY,
                25,
                End::Rated(5, None),
                &[
                    "f:Boa tarde! A Nina pode trocar de turma de inglês?",
                    "s:Boa tarde, Camila! Há vaga na turma das terças. Serve?",
                    "g:Serve, e até ajuda na rotina. Obrigado.",
                    "s:Troca feita a partir da próxima semana.",
                ],
            ),
            chapter(
                42,
                3,
                End::Open,
                &["f:Bom dia! A Nina volta de viagem só na quinta.", "f:Preciso levar algum documento?"],
            ),
        ],
    )
}

fn otavio() -> Thread {
    thread(
        SECRETARY,
        3,
        [RAFAELA, ANA],
        vec![chapter(
            18,
            1,
            End::Open,
            &[
                "f:Bom dia, aqui é o Sebastião, pai do Otávio. O ônibus quebrou e ele vai chegar na segunda aula. Pode entrar?",
            ],
        )],
    )
}

fn iara() -> Thread {
    thread(
        SECRETARY,
        4,
        [RAFAELA, ANA],
        vec![chapter(
            37,
            12,
            End::Open,
            &[
                "f:Oi! O histórico da Iara para a bolsa fica pronto quando?",
                "s:Oi, Daniela! Estou finalizando. Precisa estar autenticado?",
                "f:Precisa, o edital pede firma reconhecida.",
            ],
        )],
    )
}

fn bento() -> Thread {
    thread(
        SECRETARY,
        5,
        [ANA, RAFAELA],
        vec![chapter(
            56,
            14,
            End::Open,
            &[
                "f:Boa tarde. O Bento esqueceu o casaco no ginásio.",
                "s:Encontramos, Wellington. Está na portaria com o nome dele.",
                "S:casaco",
                "f:Passo amanhã cedo para buscar.",
                "s:Combinado. Até amanhã, então!",
            ],
        )],
    )
}

fn hugo() -> Thread {
    thread(
        SECRETARY,
        6,
        [RAFAELA, ANA],
        vec![chapter(
            26 * 60,
            18,
            End::Open,
            &[
                "f:Precisamos de um comprovante de vaga do Hugo para a empresa do Paulo.",
                "s:Claro, Lúcia. No nome de quem sai o documento?",
                "g:No meu, por favor: Paulo Yamada.",
                "s:Pronto, Paulo. Comprovante de vaga emitido, retire na recepção ou peça em PDF.",
            ],
        )],
    )
}

fn alice() -> Thread {
    thread(
        SECRETARY,
        7,
        [ANA, RAFAELA],
        vec![chapter(
            27 * 60,
            16,
            End::Finished,
            &[
                "f:Olá, mudamos de casa. Envio o endereço novo por aqui?",
                "s:Pode ser por aqui mesmo, Fernanda.",
                "f:Rua dos Ipês, 80, casa 2.",
                "s:Já atualizamos o endereço no cadastro.",
            ],
        )],
    )
}

fn davi() -> Thread {
    thread(
        SECRETARY,
        8,
        [ANA, RAFAELA],
        vec![chapter(
            3 * DAY,
            20,
            End::Open,
            &[
                "f:Bom dia. Sou o avô do Davi. Quero pagar o material do ano de uma vez, tem desconto?",
                "F:voz",
                "s:Bom dia, seu Joaquim! Quem vê isso é o Financeiro, já encaminho a sua mensagem.",
                ">Família paga à vista, ver a tabela de março.",
                "f:Muito obrigado pela atenção de vocês.",
            ],
        )],
    )
}

/// Makes a conversation that was finished yesterday: its survey is open for Juliana.
fn theo_finance() -> Thread {
    let encore = chapter(
        27 * 60,
        6,
        End::Finished,
        &[
            "f:Bom dia! O boleto de abril do Theo veio sem o desconto de irmãos.",
            "a:",
            "m:@{colega}, o desconto de irmãos deste contrato é de 10%, certo?",
            "s:Bom dia, Juliana! Tem razão, o desconto não entrou. Já corrijo.",
            "s:Boleto novo no portal, com 10% de desconto e o mesmo vencimento.",
            "f:Agora sim. Obrigada, Marta!",
        ],
    );
    let told = thread(
        FINANCE,
        0,
        [MARTA, RAFAELA],
        vec![chapter(
            62 * DAY,
            30,
            End::Rated(3, Some("Resolveu, mas só na segunda tentativa.")),
            &[
                "f:O boleto do Theo não abre no portal.",
                "s:Bom dia, Juliana! Gerei de novo, pode tentar?",
                "f:Ainda não abre.",
                "t:Era um erro do nosso lado. Agora abre, testei aqui.",
                "f:Abriu, obrigada.",
            ],
        )],
    );
    Thread { encore: Some(encore), ..told }
}

/// Makes a conversation of more than 120 messages in one ticket.
fn diary() -> Thread {
    let mut lines = vec!["f:Bom dia! Como combinamos, escrevo por aqui durante a adaptação da Clara."];
    for _ in 0..7 {
        for (family, staff) in super::topics::DIARY {
            lines.push(family);
            lines.push(staff);
        }
    }
    let chapter = Chapter { ended: 5 * 60, pace: 6 * 60, end: End::Open, lines };
    thread(COORDINATION_1, 15, [CLAUDIO, BEATRIZ], vec![chapter])
}

fn nurse() -> Thread {
    thread(
        HEALTH,
        0,
        [SILVIA, SILVIA],
        vec![chapter(
            9 * DAY,
            11,
            End::Rated(5, None),
            &[
                "s:Oi, Juliana. O Theo teve dor de cabeça depois da educação física. Descansou e voltou para a aula.",
                "f:Obrigada por avisar, Sílvia. Ele dormiu pouco ontem.",
                "s:Imaginei. Bebeu água e está sorrindo.",
            ],
        )],
    )
}
